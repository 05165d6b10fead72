"""Decisions about results: points, who completed a class by which rule, classification."""
