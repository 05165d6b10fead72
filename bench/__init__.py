"""Measured figures of the system at the size of a city: `./hientai bench`."""
