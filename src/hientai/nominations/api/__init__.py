"""The API of nominations: lists and their people, who is put forward, submitted, taken back."""

from hientai.nominations.api import lists, rows
from hientai.nominations.api.door import router

__all__ = ["lists", "rows", "router"]
