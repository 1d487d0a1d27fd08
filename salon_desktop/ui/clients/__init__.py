"""The client book screen."""
