"""Verbs of programmes: write, appraise, approve; materials, lecturers, institutions."""
