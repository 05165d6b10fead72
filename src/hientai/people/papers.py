"""Two records side by side in words: what each says, and what is to be chosen between them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.models import User
from hientai.organisations.queries import names_over_time
from hientai.people.domain.merging import FACTS, PERSON, Conflict, Part, Record, Row, conflicts
from hientai.people.domain.parts import link_of
from hientai.people.domain.spans import in_words
from hientai.people.models import Person
from hientai.people.queries import merging as queries
from hientai.shared.vietnamese import known_day
from hientai.shared.vocabulary import SEXES

ISO = re.compile(r"\d{4}-\d\d-\d\d")
PERIOD = re.compile(r"[\[(][\d-]*,[\d-]*\)|empty")
UNSAID = {
    "id",
    "birth_precision",
    "awarded_precision",
    "stated_scheme",
    "stated_item",
    "scheme_id",
    "exclusive",
}
FOR_SEARCH = ("_folded", "_key")
Names = Mapping[str, Mapping[int, str]]  # of units and of users, by id
NOBODY: Names = {"unit": {}, "user": {}}
PERSONAL = Part(PERSON, N_("Thông tin cá nhân"), words={"sex": SEXES.label})


@dataclass(frozen=True)
class Line:
    """One thing of both records: its name, what each says, whether they differ."""

    label: str
    kept: str
    merged: str
    differs: bool = False


@dataclass(frozen=True)
class Question:
    """A conflict in words: what it is about, the differing cells, what may be chosen."""

    id: str
    title: str
    lines: list[Line]
    options: list[tuple[str, str]]
    note: str


@dataclass(frozen=True)
class Section:
    """The rows of one table on both sides, a text each."""

    title: str
    kept: list[str]
    merged: list[str]
    note: str = ""


@dataclass(frozen=True)
class SideBySide:
    """Two records as a page or a command shows them."""

    facts: list[Line]
    sections: list[Section]
    questions: list[Question]


def side_by_side(kept: Person, merged: Person) -> SideBySide:
    """Both records in words, with everything they tell differently as a question."""
    parts = queries.record_parts()
    images = [queries.image_of(one.pk) for one in (kept, merged)]
    names = _names(images)
    found = conflicts(parts, *images)
    return SideBySide(
        _facts(images[0][PERSON][0], images[1][PERSON][0]),
        [one for part in parts if (one := _section(part, images, names))],
        [_question(one, parts, names) for one in found],
    )


def _facts(kept: Row, merged: Row) -> list[Line]:
    lines = [Line(_("Mã CBCCVC"), kept["code"], merged["code"], True)]
    for facts in FACTS:
        told = [_told(PERSONAL, facts[0], row, NOBODY) for row in (kept, merged)]
        if told != ["–", "–"]:
            label = queries.name_of_column(PERSON, facts[0])
            lines.append(Line(label, told[0], told[1], told[0] != told[1]))
    return lines


def _section(part: Part, images: Sequence[Record], names: Names) -> Section | None:
    kept, merged = (
        [_sentence(part, row, names) for row in one.get(part.table, ())] for one in images
    )
    note = _(part.note) if part.note and kept and merged else ""
    return Section(_(part.title), kept, merged, note) if kept or merged else None


def _sentence(part: Part, row: Row, names: Names) -> str:
    told = [_told(part, column, row, names) for column in _columns(part, row)]
    return " · ".join(one for one in told if one not in ("–", ""))


def _question(one: Conflict, parts: Iterable[Part], names: Names) -> Question:
    part = next((part for part in parts if part.table == one.table), PERSONAL)
    lines = [
        Line(
            queries.name_of_column(one.table, column),
            _told(part, column, one.kept, names),
            _told(part, column, one.merged, names),
            column in one.differs,
        )
        for column in _cells(part, one)
    ]
    return Question(one.id, _(part.title), lines, _options(one), _note(one))


def _cells(part: Part, one: Conflict) -> list[str]:
    """The columns shown of a conflict: what differs, led by what the rows are about."""
    if one.table == PERSON:
        return list(one.differs)
    told = _columns(part, one.kept)
    return [key for key in told if key in one.differs or one.kept[key] is not None]


def _columns(part: Part, row: Row) -> list[str]:
    said = part.told(row).keys() - UNSAID - part.unsaid
    columns = [column for column in queries.columns_of(part.table) if column in said]
    return [column for column in columns if not column.endswith(FOR_SEARCH)]


def _options(one: Conflict) -> list[tuple[str, str]]:
    words = {
        "kept": _("theo hồ sơ giữ lại"),
        "merged": _("theo hồ sơ được gộp"),
        "both": _("giữ cả hai"),
    }
    return [(option, words[option]) for option in one.options]


def _note(one: Conflict) -> str:
    return {
        "days": _("Trùng thời gian: bên không chọn chỉ còn những ngày bên kia không giữ."),
        "one": _("Chỉ một nội dung được giữ."),
        "any": _("Có thể là một việc ghi hai lần; nếu là hai việc khác nhau thì giữ cả hai."),
    }[one.clash]


def _told(part: Part, column: str, row: Row, names: Names) -> str:
    value = row.get(column)
    if link := link_of(column):
        return names[link].get(value or 0, "–")
    if value is not None and (words := part.words.get(column)):
        return words(value)
    precision = column.replace("_date", "_precision").replace("_on", "_precision")
    return _plain(value, row.get(precision, "day") if precision != column else "day")


def _plain(value: Any, precision: str) -> str:
    """A value of an image as a person reads it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    text = str(value)
    if PERIOD.fullmatch(text):
        return in_words(text)
    if ISO.fullmatch(text):
        return known_day(date.fromisoformat(text), precision)
    return text


def _names(images: Sequence[Record]) -> Names:
    """The latest name of each unit, and of each user, that the records speak of."""
    ids: dict[str, set[int]] = {"unit": set(), "user": set()}
    for row in (row for image in images for part in image.values() for row in part):
        for column, value in row.items():
            if value and (link := link_of(column)):
                ids[link].add(value)
    named = names_over_time(ids["unit"])
    users = User.objects.filter(pk__in=ids["user"]) if ids["user"] else ()
    return {
        "unit": {unit: names[-1][1] for unit, names in named.items()},
        "user": {user.pk: user.username for user in users},
    }
