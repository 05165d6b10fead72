"""What a new version of a pack changes, item by item, before anyone accepts it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from hientai.schemes.domain.items import Row, items
from hientai.schemes.domain.pack import Kind, Pack
from hientai.shared.words import N_

What = Literal["added", "removed", "changed"]


@dataclass(frozen=True)
class Change:
    """One item that differs; `fields` holds (name, before, after), dotted for inner parts."""

    what: What
    kind: str
    item_id: str
    title: str
    fields: tuple[tuple[str, Any, Any], ...] = ()


def differences(before: Pack, after: Pack) -> list[Change]:
    """Every change from one pack to another, in the order of the new one; none when equal."""
    old, new = _keyed(before), _keyed(after)
    changes = [_compared(key, old.get(key), row) for key, row in new.items() if old.get(key) != row]
    changes += [Change("removed", *key, row.title) for key, row in old.items() if key not in new]
    return [*_of_heading(before, after), *changes]


def _keyed(pack: Pack) -> dict[tuple[str, str], Row]:
    return {(row.kind.value, row.item_id): row for row in items(pack)}


def _compared(key: tuple[str, str], old: Row | None, new: Row) -> Change:
    after = {"clause": new.clause, **new.data}
    if old is None:
        return Change("added", *key, new.title, tuple(_said(after)))
    before = {"clause": old.clause, **old.data}
    return Change("changed", *key, new.title, tuple(_fields(before, after)))


def _said(after: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """What an item says that was not there before; what it leaves open is no part of it."""
    return (field for field in _fields({}, after) if field[2] not in (None, "", [], {}, False))


def _of_heading(before: Pack, after: Pack) -> Iterator[Change]:
    """Changes of what is no item: the scheme's own particulars and the judging table."""
    for name, old, new in (
        ("scheme", _heading(before), _heading(after)),
        ("table", _table(before), _table(after)),
    ):
        if old != new:
            yield Change("changed", name, name, after.scheme.short_title, tuple(_fields(old, new)))


def _heading(pack: Pack) -> dict[str, Any]:
    kept = {"basis", "scope", "exclusions", "phases", "budget", "provisions", "annexes"}
    return pack.scheme.model_dump(mode="json", exclude=kept)


def _table(pack: Pack) -> dict[str, Any]:
    return pack.conditions.model_dump(mode="json", exclude={"conditions"})


def _fields(
    before: Mapping[str, Any], after: Mapping[str, Any], prefix: str = ""
) -> Iterator[tuple[str, Any, Any]]:
    for name in dict.fromkeys((*before, *after)):
        old, new = _by_id(before.get(name)), _by_id(after.get(name))
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            yield from _fields(old, new, f"{prefix}{name}.")
        elif old != new:
            yield f"{prefix}{name}", before.get(name), after.get(name)


def _by_id(value: Any) -> Any:
    """A list of parts that have ids, by id, so that one changed part does not show them all."""
    if isinstance(value, list) and value and all(isinstance(p, dict) and "id" in p for p in value):
        return {part["id"]: part for part in value}
    return value


KINDS = {
    Kind.BASIS: N_("căn cứ"),
    Kind.SCOPE: N_("phạm vi, đối tượng"),
    Kind.EXCLUSION: N_("loại trừ"),
    Kind.PHASE: N_("giai đoạn"),
    Kind.BUDGET: N_("kinh phí"),
    Kind.PROVISION: N_("quy định"),
    Kind.ANNEX: N_("phụ lục"),
    Kind.GROUP: N_("nhóm đối tượng"),
    Kind.EQUIVALENCE: N_("chức danh tương đương"),
    Kind.CONTINUATION: N_("chuyển tiếp đối tượng"),
    Kind.TARGET: N_("mục tiêu"),
    Kind.QUOTA: N_("chỉ tiêu"),
    Kind.MINIMUM: N_("số tối thiểu hằng năm"),
    Kind.PROGRAMME: N_("chương trình"),
    Kind.CONDITION: N_("điều kiện"),
    Kind.PRIORITY: N_("ưu tiên"),
    Kind.TASK: N_("nhiệm vụ"),
    Kind.REPORT: N_("báo cáo"),
    Kind.FINDING: N_("điểm cần lưu ý"),
    Kind.TABLE: N_("bảng số liệu"),
    Kind.ROUTE: N_("trình tự phê duyệt"),
}
"""The kinds of items in Vietnamese."""
