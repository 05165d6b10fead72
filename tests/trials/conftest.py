"""The small city with the scheme loaded."""

from tests.city import ask, founded, put, units, version
from tests.ended import districts, end

__all__ = ["ask", "districts", "end", "founded", "put", "units", "version"]
