"""One question a file: each answers a screen and changes nothing."""
