"""Reads of results: who completed a class, what a learner's results came to."""

from hientai.results.queries.outcomes import Standing, completed, outcome, standing

__all__ = ["Standing", "completed", "outcome", "standing"]
