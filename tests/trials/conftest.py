"""The small city with the scheme loaded."""

from tests.city import ask, founded, put, units, version

__all__ = ["ask", "founded", "put", "units", "version"]
