"""Colours, type, sizes, icons: one table, everything else follows."""
