"""Random requests of every kind against one server; same seed, same requests."""
