"""Files people bring in and take out: CSV and its kin."""
