"""The client's phone beside the window, for practice."""
