"""How a person reads in lists and workbooks: name, post and unit, and what lists narrow by."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hientai.screening.queries.frozen import FROZEN_ON, RETIRED_ON
from hientai.screening.queries.listings import Rows
from hientai.shared.vietnamese import day, known_day
from hientai.shared.vocabulary import SEXES, TITLES
from hientai.webkit.lists import Column, Filter, Lines, Link


def person_address(code: str) -> str:
    """The page of a person."""
    return f"/nguoi/{code}/"


def person_columns() -> list[Column]:
    """Name, post and unit of a person, and what a workbook needs to tell people apart."""
    return [
        Column("ten", _("Họ và tên"), _name, only_page=True),
        Column("ten", _("Họ và tên"), lambda row: row.get("name"), only_download=True, width=26),
        Column("ma", _("Mã"), lambda row: row["code"], only_download=True, width=13),
        Column("sinh", _("Ngày sinh"), _birth, only_download=True, width=12),
        Column("gioi-tinh", _("Giới tính"), _sex, only_download=True, width=10),
        Column("vi-tri", _("Chức vụ, đơn vị"), _post, wide=True, only_page=True),
        Column("chuc-vu", _("Chức vụ"), post_of, only_download=True, width=30),
        Column(
            "don-vi", _("Đơn vị"), lambda row: row.get("unit_name"), only_download=True, width=34
        ),
        Column(
            "co-quan", _("Cơ quan"), lambda row: row.get("organ_name"), only_download=True, width=30
        ),
    ]


def frozen_columns(frozen: object) -> list[Column]:
    """For the workbook, the day each person is measured on, where a part stands still."""
    if not frozen:
        return []
    return [Column("do-tai", _("Đóng băng, đo tại ngày"), _frozen_on, only_download=True, width=14)]


def retired_columns(retired: int) -> list[Column]:
    """For the workbook, the day of retirement of who holds a post past it."""
    if not retired:
        return []
    return [
        Column(
            "qua-tuoi",
            _("Nghỉ hưu theo sổ, chức vụ còn mở"),
            _retired_on,
            only_download=True,
            width=14,
        )
    ]


def search_filter() -> Filter:
    """The search box for a name without accents, or a code."""
    return Filter("tim", _("Tìm tên hoặc mã"), apply=Rows.found, placeholder=_("không cần dấu"))


def organ_filter(rows: Rows) -> Filter:
    """A choice among the organs of the list."""
    return Filter("don-vi", _("Đơn vị"), choices=rows.organs, apply=Rows.of_organ)


def born_and_sex(person: dict[str, Any]) -> str:
    """Year of birth and sex, "?" where the register has none."""
    birth = person.get("birth_date")
    return f"{birth.year if birth else '?'} · {SEXES.label(person.get('sex')) or '?'}"


def post_of(person: dict[str, Any]) -> str:
    """The post as a list shows it: job position, else leadership title."""
    if person.get("position"):
        return str(person["position"])
    title = person.get("title")
    return TITLES.label(title) if title and title != "none" else _("chưa ghi chức vụ")


def _name(row: dict[str, Any]) -> Link | str:
    name = row.get("name") or _("(không xem được)")
    if not row.get("code"):
        return name
    return Link(name, person_address(row["code"]), born_and_sex(row))


def _frozen_on(row: dict[str, Any]) -> date | None:
    found: date | None = row.get(FROZEN_ON)
    return found


def _retired_on(row: dict[str, Any]) -> date | None:
    found: date | None = row.get(RETIRED_ON)
    return found


def _birth(row: dict[str, Any]) -> date | str | None:
    """A day, or as much of it as the register knows: a month, a year."""
    born: date | None = row.get("birth_date")
    if born is None or row.get("birth_precision") == "day":
        return born
    return known_day(born, row["birth_precision"])


def _sex(row: dict[str, Any]) -> str:
    return SEXES.label(row.get("sex"))


def _post(row: dict[str, Any]) -> Lines:
    if not row.get("unit_name"):
        return Lines(_("không còn vị trí công tác vào ngày này"))
    unit, organ = row["unit_name"], row.get("organ_name")
    place = unit if not organ or organ == unit else f"{unit}, {organ}"
    if row.get(FROZEN_ON):
        place = _("%(place)s (đo tại %(last)s)") % {"place": place, "last": day(row[FROZEN_ON])}
    if row.get(RETIRED_ON):
        told = {"place": place, "day": day(row[RETIRED_ON])}
        place = _("%(place)s · quá tuổi nghỉ hưu theo sổ (%(day)s), chức vụ còn mở") % told
    return Lines(post_of(row), place)
