"""Messages: why, when and whether one may leave."""
