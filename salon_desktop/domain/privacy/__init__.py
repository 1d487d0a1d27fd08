"""How long the salon keeps what, and what erasing means."""
