"""Reads of places: what is left, what stands against a seat, how a quota is divided."""
