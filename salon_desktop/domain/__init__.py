"""The salon's rules; standard library only."""
