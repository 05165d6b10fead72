"""What may happen to a unit on a day, decided without a database.

A unit is a chain of versions: name, type, kind, bloc and parent hold from one day until the
next version begins. Merge, split, move, rename and dissolve close the version of that day and,
where the unit lives on, open the next one. Every decision here takes values and returns values;
what a user can mend is a ``Refused``.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day as written
from hientai.shared.words import _


@dataclass(frozen=True)
class Version:
    """How a unit stood from ``since`` (its first day) until ``until`` (its first day no longer)."""

    name: str
    unit_type: str
    kind: str
    bloc: str
    parent: str | None
    since: date
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether this is the version of that day."""
        return self.since <= on and (self.until is None or on < self.until)


def version_on(code: str, versions: Sequence[Version], on: date) -> Version:
    """The version of a day; refused where the unit does not exist on it."""
    for version in versions:
        if version.holds(on):
            return version
    raise Refused(
        _("Đơn vị %(code)s không tồn tại vào ngày %(on)s") % {"code": code, "on": written(on)},
        remedy=_("Chọn ngày nằm trong thời gian tồn tại của đơn vị."),
    )


def refuse_what_came_later(code: str, versions: Sequence[Version], on: date) -> None:
    """Events are entered in their order: nothing may already stand on or after the day."""
    later = [v.since for v in versions if v.since >= on]
    later += [v.until for v in versions if v.until is not None and v.until >= on]
    if later:
        raise Refused(
            _("Không ghi được thay đổi của đơn vị %(code)s vào ngày %(on)s")
            % {"code": code, "on": written(on)},
            why=_("đơn vị đã có thay đổi ghi vào ngày %(written)s")
            % {"written": written(min(later))},
            remedy=_("Nhập ngày sau lần thay đổi gần nhất."),
        )


def next_version(
    code: str,
    versions: Sequence[Version],
    on: date,
    *,
    name: str | None = None,
    parent: str | None = None,
    kind: str | None = None,
) -> tuple[Version, Version]:
    """The version that closes on a day and the one that opens then; refused when none differs."""
    current = version_on(code, versions, on)
    refuse_what_came_later(code, versions, on)
    opened = replace(
        current,
        name=name or current.name,
        parent=parent or current.parent,
        kind=kind or current.kind,
        since=on,
    )
    if replace(opened, since=current.since) == current:
        raise Refused(
            _("Đơn vị %(code)s không có gì thay đổi vào ngày %(on)s")
            % {"code": code, "on": written(on)}
        )
    return replace(current, until=on), opened


def closed(code: str, versions: Sequence[Version], on: date) -> Version:
    """The last version of a unit that ends on a day (its first day of no longer existing)."""
    current = version_on(code, versions, on)
    refuse_what_came_later(code, versions, on)
    return replace(current, until=on)


def refuse_cycle(code: str, parent: str | None, parents: Mapping[str, str | None]) -> None:
    """A unit may not stand under itself; ``parents`` is the tree of the day, code by code."""
    seen = {code}
    above = parent
    while above is not None:
        if above in seen:
            raise Refused(
                _("Không đặt được đơn vị %(code)s dưới đơn vị %(parent)s")
                % {"code": code, "parent": parent},
                why=_under_itself(code, parent),
                remedy=_("Chọn đơn vị cấp trên khác."),
            )
        seen.add(above)
        above = parents.get(above)


def _under_itself(code: str, parent: str | None) -> str:
    if parent == code:
        return _("một đơn vị không nằm dưới chính nó")
    return _("đơn vị %(parent)s đang thuộc đơn vị %(code)s") % {"parent": parent, "code": code}


def refuse_left_behind(code: str, on: date, subunits: Collection[str]) -> None:
    """A unit ends only when no sub-unit stands under it any more."""
    if subunits:
        raise Refused(
            _("Đơn vị %(code)s không thể kết thúc từ ngày %(on)s")
            % {"code": code, "on": written(on)},
            why=_("còn %(count)s đơn vị trực thuộc: %(listed)s")
            % {"count": len(subunits), "listed": ", ".join(sorted(subunits)[:5])},
            remedy=_("Chỉ rõ mỗi đơn vị trực thuộc chuyển về đâu, hoặc chuyển đi trước."),
        )


def refuse_parts(code: str, parts: Collection[str], *, least: int) -> None:
    """Merging and splitting need enough different units, the unit itself not among them."""
    if len(set(parts)) < least or code in parts:
        raise Refused(
            _("Danh sách đơn vị sáp nhập hoặc chia tách với %(code)s chưa đúng") % {"code": code},
            why=_("cần ít nhất %(least)s đơn vị khác nhau và khác %(code)s")
            % {"least": least, "code": code},
            remedy=_("Kiểm tra lại danh sách mã đơn vị."),
        )
