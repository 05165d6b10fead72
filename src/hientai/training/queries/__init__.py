"""Reads of training: turns and the list to be matched, standings of a day, what is kept."""
