"""The salon's settings screen."""
