"""Amendments in words: what a version changes item by item, and what became of one item."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hientai.schemes.domain.continuation import Act
from hientai.schemes.domain.differences import KINDS, Change
from hientai.schemes.domain.pack import Kind, Pack
from hientai.schemes.models import SchemeVersion
from hientai.schemes.queries import changes_up_to, pack_of
from hientai.shared.vietnamese import day, number
from hientai.shared.words import N_

OF_THE_VERSION = frozenset({"version", "effective_from", "act", "citation", "change"})
FIELDS = {
    "places": N_("số chỗ (người)"),
    "measure.percent": N_("tỷ lệ (%)"),
    "measure.at_least": N_("ít nhất"),
    "at_least": N_("ít nhất"),
    "phase": N_("giai đoạn"),
    "start": N_("ngày đầu"),
    "end": N_("ngày cuối"),
    "replaces": N_("thay cho"),
    "number": N_("số, ký hiệu"),
    "issued_on": N_("ngày ban hành"),
    "issuer": N_("cơ quan ban hành"),
    "group": N_("nhóm đối tượng"),
    "conditions": N_("điều kiện"),
    "title": N_("tên gọi"),
    "text": N_("nội dung"),
    "quote": N_("nguyên văn"),
    "note": N_("ghi chú"),
    "clause": N_("điều khoản"),
    "amount": N_("số tiền (đồng)"),
    "points": N_("điểm"),
    "authority": N_("cơ quan chủ trì đề án"),
    "since": N_("từ ngày"),
    "until": N_("đến hết ngày"),
    "source": N_("nguồn"),
    "certainty": N_("độ chắc"),
}
"""The fields of items that amendments change most, in Vietnamese."""


LEADS_TO: dict[str, Callable[[Any], str]] = {
    "replaces": lambda basis: basis.number or basis.title,
    "phase": lambda phase: phase.title,
    "group": lambda group: group.name,
}
"""Fields that hold the id of something in the pack, and what that is called."""


@dataclass(frozen=True)
class Amended:
    """How one act changed an item: the act, from which day, each field before and after."""

    act: Act | None
    since: date
    fields: list[tuple[str, str, str]]


def told(changes: Iterable[Change], pack: Pack) -> list[dict[str, Any]]:
    """Differences in words: kind, id, title, and each field before and after.

    `pack` names what fields lead to: the version they lead to, or one that knows them.
    """
    words = {"added": _("thêm"), "removed": _("bỏ"), "changed": _("sửa")}
    return [
        {
            "what": words[one.what],
            "kind": _(KINDS[Kind(one.kind)]) if one.kind in set(Kind) else _("đề án"),
            "id": one.item_id,
            "title": one.title,
            "fields": fields,
        }
        for one in changes
        if (fields := _fields(one, pack)) or one.kind != "scheme"
    ]


def amended(version: SchemeVersion, kind: Kind, item_id: str) -> list[Amended]:
    """Every amendment of an item up to a version, the last one first; none as first approved."""
    pack = pack_of(version)
    return [
        Amended(step.act, step.since, _fields(change, pack))
        for step in changes_up_to(version)
        for change in step.changes
        if (change.kind, change.item_id) == (kind.value, item_id)
    ]


def _fields(change: Change, pack: Pack) -> list[tuple[str, str, str]]:
    """The fields of a change; number, day and act of a version stand over its differences.

    Of an item that is added, those that have a name in words: the rest is how files write it.
    """
    return [
        (_named(name), _plain(name, was, pack), _plain(name, now, pack))
        for name, was, now in change.fields
        if not (change.kind == "scheme" and name.partition(".")[0] in OF_THE_VERSION)
        and (change.what != "added" or name in FIELDS)
    ]


def _named(field: str) -> str:
    """The Vietnamese name of a field; its name in the files where it has none."""
    return _(FIELDS[field]) if field in FIELDS else field


def _plain(name: str, value: Any, pack: Pack) -> str:
    if value in (None, "", [], {}):
        return "–"
    if name in LEADS_TO:
        return {one.id: LEADS_TO[name](one) for one in _things(name, pack)}.get(value, str(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(int(value) if value == int(value) else value)
    try:
        return day(date.fromisoformat(value))
    except (TypeError, ValueError):
        return str(value)


def _things(name: str, pack: Pack) -> Iterable[Any]:
    scheme = pack.scheme
    return {"replaces": scheme.basis, "phase": scheme.phases, "group": pack.groups}[name]
