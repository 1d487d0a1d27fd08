"""One verb a file: each changes the salon."""
