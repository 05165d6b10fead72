"""The law, pure: the engine that judges people and the decrees it is given."""
