"""Appointments, what they occupy, and where there is room."""
