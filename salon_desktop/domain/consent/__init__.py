"""Consent events, their chain, and what they allow."""
