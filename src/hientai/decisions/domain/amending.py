"""What holds of a person by the papers so far, and how a paper words what it changes.

A row keeps what held before it and what holds after it, as plain text values under the names of
`FIELDS`; days as ISO text. Nothing is overwritten: what holds now is what the last row says.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from hientai.decisions.domain.people import said_day
from hientai.shared.days import parse_day
from hientai.shared.refused import Refused
from hientai.shared.words import N_, _

Said = Mapping[str, str]
FIELDS = {
    "name": N_("họ và tên"),
    "birth": N_("ngày sinh"),
    "post": N_("chức vụ, vị trí việc làm"),
    "unit": N_("cơ quan, đơn vị"),
    "starts_on": N_("ngày bắt đầu"),
    "ends_on": N_("ngày kết thúc"),
}
DAYS = ("starts_on", "ends_on")
OF_THE_SEAT = frozenset(DAYS)


@dataclass(frozen=True)
class Change:
    """One value of one person that a paper puts right."""

    field: str
    before: str
    after: str

    @property
    def words(self) -> str:
        """The change in words for pages."""
        return _("%(field)s: %(before)s → %(after)s") % {
            "field": _(FIELDS[self.field]),
            "before": shown(self.field, self.before) or _("để trống"),
            "after": shown(self.field, self.after) or _("để trống"),
        }


def shown(field: str, value: str) -> str:
    """A value as pages show it."""
    return said_day(value) if field in DAYS and value else value


def changes(before: Said, after: Said) -> list[Change]:
    """What differs, in the order of the fields."""
    return [
        Change(field, before.get(field, ""), after.get(field, ""))
        for field in FIELDS
        if before.get(field, "") != after.get(field, "")
    ]


def corrected(before: Said, wanted: Said, who: str) -> dict[str, str]:
    """What holds of a person once the values wanted are put right.

    Refused for an unknown field, a day that is none, an empty value, days that run backward, and
    where nothing differs.
    """
    unknown = sorted(set(wanted) - set(FIELDS))
    if unknown:
        raise Refused(
            _("Không đính chính được “%s”") % ", ".join(unknown), remedy=", ".join(FIELDS)
        )
    after = dict(before) | {field: _tidy(field, value) for field, value in wanted.items()}
    if not changes(before, after):
        raise Refused(
            _("%s: không có gì khác để đính chính") % who,
            remedy=_("Ghi giá trị đúng, khác với giá trị trong quyết định."),
        )
    if after.get("ends_on", "") < after.get("starts_on", ""):
        raise Refused(
            _("%s: ngày kết thúc trước ngày bắt đầu") % who, remedy=_("Kiểm tra lại hai ngày.")
        )
    return after


def _tidy(field: str, value: str) -> str:
    text = " ".join(value.split())
    if not text:
        raise Refused(_("Chưa ghi giá trị đúng của %s") % _(FIELDS[field]))
    if field not in DAYS:
        return text
    day, precision = parse_day(text) or (None, "")
    if day is None or precision != "day" or text.isdecimal():
        raise Refused(_("“%s” không phải là một ngày") % text, remedy=_("Ghi như 03/06/2024."))
    return day.isoformat()


def moves(before: Said, after: Said) -> bool:
    """Whether the days of the course change, and the seat with them."""
    return any(change.field in OF_THE_SEAT for change in changes(before, after))
