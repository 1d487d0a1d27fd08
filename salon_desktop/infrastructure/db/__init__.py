"""The salon's encrypted file and everything that speaks SQL."""
