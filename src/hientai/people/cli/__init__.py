"""Commands of people (`people`) and, for they need the operator's scope, of units (`units`)."""

from hientai.people.cli.people import people_commands
from hientai.people.cli.units import unit_commands

__all__ = ["people_commands", "unit_commands"]
