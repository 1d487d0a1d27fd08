"""Consent: capture at the counter and the owner's page."""
