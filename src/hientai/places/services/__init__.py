"""Verbs of places: hold, use, release, move seats; divide places over units."""
