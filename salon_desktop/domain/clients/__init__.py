"""Clients, their names and their numbers."""
