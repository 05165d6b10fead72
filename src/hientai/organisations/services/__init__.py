"""Verbs of the register of units: dated events (`events`), import of a list (`importing`)."""

from hientai.organisations.services.events import (
    create_unit,
    dissolve_unit,
    merge_units,
    move_unit,
    rename_unit,
    set_attribute,
    split_unit,
)
from hientai.organisations.services.importing import UnitImport, import_units

__all__ = [
    "UnitImport",
    "create_unit",
    "dissolve_unit",
    "import_units",
    "merge_units",
    "move_unit",
    "rename_unit",
    "set_attribute",
    "split_unit",
]
