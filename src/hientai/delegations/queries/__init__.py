"""Reads of delegations and workshops."""
