"""Reads of decisions: what papers say of whom, what is still to be decided, what a paper needs."""
