"""Decisions that send people, as values: kinds, what a row says, how it is worded."""
