"""Answers to the queries, as Core rows."""
