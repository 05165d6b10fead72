"""On which grounds a certificate is revoked or issued again on a day, with the clause."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from hientai.certificates.domain.facts import CERTIFICATE
from hientai.certificates.domain.wording import PACKS
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.shared.words import _
from hientai.shared.yaml_files import read_yaml

REVOKE, AGAIN = "revoke", "again"


@dataclass(frozen=True)
class Ground:
    """A ground; `counts` whether the course is still completed, `kind` what is issued instead."""

    code: str
    label: str
    since: date
    clause: str
    certainty: str
    until: date | None = None
    counts: bool = True
    kind: str = CERTIFICATE
    note: str = ""

    def holds(self, on: date) -> bool:
        """Whether the ground is in force on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


def _read() -> dict[str, tuple[Ground, ...]]:
    told: dict[str, list[dict[str, Any]]] = read_yaml(PACKS / "grounds.yaml")
    return {what: tuple(Ground(**row) for row in rows) for what, rows in told.items()}


GROUNDS = _read()


def grounds_on(what: str, on: date) -> list[Ground]:
    """The grounds of a kind that hold on a day."""
    return [one for one in GROUNDS[what] if one.holds(on)]


def ground_of(what: str, code: str, on: date) -> Ground:
    """A ground by its code; refused where none holds on the day."""
    for one in grounds_on(what, on):
        if one.code == code:
            return one
    raise Refused(
        _("Không có căn cứ này vào ngày %s") % day(on), remedy=_("Chọn một căn cứ trong danh sách.")
    )


def label_of(code: str) -> str:
    """The words of a ground, as its clause says them."""
    return next((one.label for rows in GROUNDS.values() for one in rows if one.code == code), code)
