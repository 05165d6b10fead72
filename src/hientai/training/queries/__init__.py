"""Reads of training: standings, screenings, progress, turns and the list to be matched."""
