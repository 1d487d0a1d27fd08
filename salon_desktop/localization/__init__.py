"""Words and formats for people, in five languages."""
