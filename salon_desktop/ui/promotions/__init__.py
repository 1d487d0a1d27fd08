"""Promotions: who may get offers, and what is needed before any can be sent."""
