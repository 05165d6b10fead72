"""What is decided of attendance: states, counting in periods, limits, sheets that are read."""
