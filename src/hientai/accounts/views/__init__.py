"""Doors of accounts, one file a subject."""
