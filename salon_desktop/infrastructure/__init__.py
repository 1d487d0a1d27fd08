"""The machine: files, clock, secrets, database, network."""
