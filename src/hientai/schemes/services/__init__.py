"""Verbs of schemes: check a pack, see what it would change, accept it, publish the format."""

from hientai.schemes.services.amending import Proposal, accept, propose, withdraw
from hientai.schemes.services.keeping import digest_of, units_missing
from hientai.schemes.services.loading import (
    LARGEST_FILE,
    PACKS,
    Loaded,
    check_pack,
    load_pack,
    schema_text,
)
from hientai.schemes.services.titles import rank_title, unrank_title

__all__ = [
    "LARGEST_FILE",
    "PACKS",
    "Loaded",
    "Proposal",
    "accept",
    "check_pack",
    "digest_of",
    "load_pack",
    "propose",
    "rank_title",
    "schema_text",
    "units_missing",
    "unrank_title",
    "withdraw",
]
