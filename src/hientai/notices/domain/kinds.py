"""What notices are about: kinds, which the rooms above declare, and how a kind goes by mail."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from hientai.shared.words import _


class Mail(StrEnum):
    """How a notice goes by mail; in the app it always stands."""

    AT_ONCE = "at_once"
    DIGEST = "digest"
    NEVER = "never"


@dataclass(frozen=True)
class Kind:
    """One kind of notice; `label` is a Vietnamese message, `usual` holds until a user chooses."""

    code: str
    label: str
    usual: Mail = Mail.AT_ONCE


@dataclass(frozen=True)
class Said:
    """A message and what stands in its places, put into words in the language of its reader."""

    message: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return _(self.message) % self.values if self.values else _(self.message)


_KINDS: dict[str, Kind] = {}


def join(*kinds: Kind) -> None:
    """Let kinds of a room above be told; the same code again takes the place of the first."""
    _KINDS.update({kind.code: kind for kind in kinds})


def kinds() -> list[Kind]:
    """Every kind that is told, in the order in which the rooms joined."""
    return list(_KINDS.values())


def kind_of(code: str) -> Kind:
    """The kind of a code; KeyError for one that no room declared."""
    return _KINDS[code]


def label_of(code: str) -> str:
    """The kind's name; the code itself for a kind that is no more."""
    return _(_KINDS[code].label) if code in _KINDS else code


def refuse_foreign(link: str) -> None:
    """A notice leads to a page of this system or nowhere; ValueError for anything else."""
    if link and (not link.startswith("/") or link[:2] in ("//", "/\\")):
        raise ValueError(link)
