"""Builds everything; the command line; start and stop."""
