"""Aggregates in and out of the salon's file, inside a unit of work."""
