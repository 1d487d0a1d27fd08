"""The agenda screen."""
