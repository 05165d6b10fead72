"""Verbs: a user is a person; corrections asked for and decided; owed data filled in."""

from hientai.upkeep.services.sign_in import tie

__all__ = ["tie"]
