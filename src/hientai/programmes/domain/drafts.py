"""Drafts to start from: programmes as a scheme or a printed source tells them, nothing added."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hientai.programmes.domain.contents import Line
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import fold
from hientai.shared.words import _


@dataclass(frozen=True)
class Draft:
    """A programme to be written down; `unit` is the code of the unit that will compile it."""

    scheme: str
    item: str
    title: str
    clause: str
    unit: str
    contents: tuple[str, ...] = ()
    audience: str = ""
    forms: tuple[str, ...] = ()
    stated_days: Decimal | None = None
    source: str = ""
    lines: tuple[Line, ...] = ()

    @property
    def code(self) -> str:
        """The code it gets: the scheme's and the item's."""
        return f"{self.scheme}.{self.item}"


Source = Callable[[], Sequence[Draft]]
_sources: dict[str, Source] = {}


def join(name: str, source: Source) -> None:
    """Let a room above tell drafts; the same name again replaces what was told."""
    _sources[name] = source


def all_drafts() -> list[Draft]:
    """The drafts of every source, as they are told now."""
    return [draft for source in _sources.values() for draft in source()]


def of_file(told: Mapping[str, Any]) -> Draft:
    """A draft of a file: modules by name, and places for topics that the source does not name."""
    modules = [Line(name, None) for name in told.get("modules", ())]
    nameless = [Line(None, "") for _place in range(told.get("topics_not_in_hand", 0))]
    days = told.get("stated_days")
    return Draft(
        scheme=told["scheme"],
        item=told["item"],
        title=told["title"],
        clause=told["clause"],
        unit=told["unit"],
        contents=tuple(told.get("contents", ())),
        audience=told.get("audience", ""),
        forms=tuple(told.get("forms", ())),
        stated_days=None if days is None else Decimal(days),
        source=told.get("source", ""),
        lines=(*modules, *nameless),
    )


def code_wanted(text: str) -> str:
    """A code of a programme as it stands in addresses; refused where it cannot."""
    code = fold(text).upper().replace(" ", "-")
    if not code or len(code) > 60 or not all(c.isalnum() or c in "-._" for c in code):
        raise Refused(
            _("“%(code)s” không dùng làm mã được") % {"code": text[:60]},
            remedy=_("Dùng chữ, số, dấu gạch ngang hoặc dấu chấm, nhiều nhất 60 ký tự."),
        )
    return code
