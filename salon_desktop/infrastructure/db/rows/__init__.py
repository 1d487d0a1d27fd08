"""The tables of the salon's file, by area."""
