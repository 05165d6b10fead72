"""Commands of people (`people`) and, for they need the operator's scope, of units (`units`).

Those of `duplicates` and `moves` join the group of people as they are read.
"""

from hientai.people.cli import duplicates, moves
from hientai.people.cli.people import people_commands
from hientai.people.cli.units import unit_commands

__all__ = ["duplicates", "moves", "people_commands", "unit_commands"]
