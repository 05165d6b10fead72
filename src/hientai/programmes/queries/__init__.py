"""Reads of programmes, lecturers, institutions, and of what the law says about a programme."""
