"""Reads of trials: the same figures twice, on two days or by two laws or two documents."""
