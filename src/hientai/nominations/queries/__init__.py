"""Reads of nominations: lists and their rows, judgement in columns, what overlaps, who is meant."""
