"""The commands of the command line, one area a file; each is a thin face of the same use cases."""
