"""Salon Desktop: the front desk of a beauty institute."""
