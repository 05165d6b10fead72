"""Many units changed on one day as one act, judged as a whole without a database.

A step founds, renames, moves, merges, splits or dissolves one unit; their order does not matter.
What counts is the tree after all of them: every unit stands under a living one, none under
itself, and every unit that ended has its successors, or that it has none, stated. What stands
under a unit that ends follows its only successor, or goes where the step says, unless a step of
its own moves it. Wrong cells are told all at once; a plan with any of them is not carried out.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from hientai.organisations.domain.events import Version
from hientai.shared.vietnamese import day as written
from hientai.shared.words import N_, _


class What(StrEnum):
    """What a step does; the same words as the events of a unit."""

    FOUND = "create"
    RENAME = "rename"
    MOVE = "move"
    MERGE = "merge"
    SPLIT = "split"
    DISSOLVE = "dissolve"


ENDS = (What.MERGE, What.SPLIT, What.DISSOLVE)
COLUMNS: Mapping[str, str] = {
    "what": N_("Việc"),
    "code": N_("Mã đơn vị"),
    "into": N_("Mã đơn vị tiếp nhận"),
    "name": N_("Tên đơn vị"),
    "unit_type": N_("Loại đơn vị"),
    "kind": N_("Phân loại"),
    "parent": N_("Mã đơn vị cấp trên"),
}


@dataclass(frozen=True)
class Step:
    """One line of an act. For a unit that ends, `parent` says where its sub-units go."""

    row: int
    what: What
    code: str
    into: tuple[str, ...] = ()
    name: str = ""
    unit_type: str = ""
    kind: str = ""
    parent: str = ""


@dataclass(frozen=True)
class Wrong:
    """A cell that cannot be accepted: why, and what to do."""

    row: int
    column: str
    value: str
    why: str
    remedy: str = ""

    def __str__(self) -> str:
        said = f" «{self.value}»" if self.value else ""
        told = {"row": self.row, "column": _(self.column), "said": said, "why": self.why}
        return _("Dòng %(row)s, cột %(column)s%(said)s: %(why)s") % told


@dataclass(frozen=True)
class Plan:
    """What an act does: the units it ends, with the step; the versions that open on its day."""

    on: date
    steps: tuple[Step, ...]
    ended: Mapping[str, Step]
    opened: Mapping[str, Version]
    founded: frozenset[str]
    followed: frozenset[str]
    before: Mapping[str, Version]
    wrong: tuple[Wrong, ...] = ()

    @property
    def changed(self) -> list[str]:
        """The units that go on with another name, kind or parent."""
        return [code for code in self.opened if code not in self.founded]

    @property
    def touched(self) -> list[str]:
        """Every unit that ends, begins or changes."""
        return [*self.ended, *self.opened]

    @property
    def after(self) -> dict[str, Version]:
        """The tree of the day itself."""
        kept = {code: version for code, version in self.before.items() if code not in self.ended}
        return kept | dict(self.opened)


@dataclass(frozen=True)
class Event:
    """One event of the act, with the part each unit has in it."""

    what: What
    parts: tuple[tuple[str | None, str | None], ...]


def events_of(plan: Plan) -> Iterator[Event]:
    """The events an act leaves behind: one for each receiving unit, else one for each step."""
    into: dict[str, list[tuple[str | None, str | None]]] = {}
    for step in plan.steps:
        if step.what is What.MERGE:
            into.setdefault(step.into[0], []).append((step.code, step.into[0]))
        elif step.what is What.FOUND:
            yield Event(step.what, ((None, step.code),))
        elif step.what is What.SPLIT:
            yield Event(step.what, tuple((step.code, part) for part in step.into))
        else:
            goes_on = None if step.what is What.DISSOLVE else step.code
            yield Event(step.what, ((step.code, goes_on),))
    for parts in into.values():
        yield Event(What.MERGE, tuple(parts))


def plan(steps: Sequence[Step], versions: Mapping[str, Sequence[Version]], on: date) -> Plan:
    """Judge an act as a whole over the versions of every unit of the register."""
    before = {code: v for code, held in versions.items() for v in held if v.holds(on)}
    tree = _Tree(on, versions, steps, before)
    for look in (
        _sort_out,
        _check_heirs,
        _found,
        _change,
        _follow,
        _refuse_left_behind,
        _refuse_cycles,
    ):
        look(tree)
    return Plan(
        on=on,
        steps=tuple(steps),
        ended=tree.ended,
        opened=tree.opened,
        founded=frozenset(tree.founding),
        followed=frozenset(tree.followed),
        before=before,
        wrong=tuple(sorted(tree.wrong, key=lambda one: one.row)),
    )


@dataclass
class _Tree:
    """The register and the steps while they are judged together; gathers what is wrong."""

    on: date
    versions: Mapping[str, Sequence[Version]]
    steps: Sequence[Step]
    before: Mapping[str, Version]
    wrong: list[Wrong] = field(default_factory=list)
    ended: dict[str, Step] = field(default_factory=dict)
    opened: dict[str, Version] = field(default_factory=dict)
    founding: dict[str, Step] = field(default_factory=dict)
    followed: set[str] = field(default_factory=set)
    moved: dict[str, Step] = field(default_factory=dict)

    def refuse(self, step: Step, column: str, why: str, remedy: str = "") -> None:
        """Note a wrong cell of a step."""
        said = getattr(step, column)
        value = ", ".join(said) if isinstance(said, tuple) else str(said)
        self.wrong.append(Wrong(step.row, COLUMNS[column], value, why, remedy))

    def now(self, code: str) -> Version | None:
        """A unit as it stands after the act, where it goes on."""
        return self.opened.get(code) or self.before.get(code)

    def lives_after(self, code: str) -> bool:
        """Whether a unit is founded in the act, or was there and goes on."""
        lasts = code in self.before and self.before[code].until is None
        return code in self.founding or (lasts and code not in self.ended)

    def refuse_unless_alive(self, step: Step, column: str, codes: Collection[str]) -> None:
        """The units a step names go on after the act, or are founded in it."""
        for code in codes:
            if code in self.ended:
                told = {"code": code, "row": self.ended[code].row}
                why = _("%(code)s cũng kết thúc trong đợt này (dòng %(row)s)") % told
                self.refuse(step, column, why, _("Ghi đơn vị còn lại sau cùng."))
            elif not self.lives_after(code):
                told = {"code": code, "day": written(self.on)}
                why = _("không có đơn vị %(code)s sau ngày %(day)s") % told
                self.refuse(step, column, why, _("Sửa mã, hoặc thêm dòng thành lập đơn vị này."))

    def may_change(self, step: Step, code: str) -> bool:
        """Whether a unit lives on the day and nothing later is recorded of it."""
        if code not in self.before:
            known = code in self.versions
            gone = _("không tồn tại vào ngày %s") % written(self.on)
            why = gone if known else _("không có trong hệ thống")
            self.refuse(step, "code", why, _("Kiểm tra lại mã và ngày hiệu lực."))
            return False
        days = [day for v in self.versions[code] for day in (v.since, v.until) if day]
        later = [day for day in days if day >= self.on]
        if later:
            self.refuse(
                step,
                "code",
                _("đơn vị %(code)s đã có thay đổi ghi vào ngày %(day)s")
                % {"code": code, "day": written(min(later))},
                _("Chọn ngày sau lần thay đổi gần nhất, hoặc hoàn tác thay đổi đó trước."),
            )
        return not later


def _sort_out(tree: _Tree) -> None:
    """Which unit is founded, which ends; each unit once, and only one that is there."""
    seen: dict[str, list[Step]] = {}
    for step in tree.steps:
        earlier = seen.setdefault(step.code, [])
        if _clashes(tree, step, earlier) or not _is_there(tree, step):
            continue
        earlier.append(step)
        if step.what in ENDS:
            tree.ended[step.code] = step
        elif step.what is What.FOUND:
            tree.founding[step.code] = step


def _clashes(tree: _Tree, step: Step, earlier: Sequence[Step]) -> bool:
    """A unit may be both renamed and moved; anything else is said of it once."""
    changes = {What.RENAME, What.MOVE}
    clash = next((e for e in earlier if {e.what, step.what} != changes), None)
    if clash:
        why = _("đã có việc khác ở dòng %s") % clash.row
        remedy = _("Để lại một dòng cho mỗi đơn vị (đổi tên và chuyển cấp trên được ghi hai dòng).")
        tree.refuse(step, "code", why, remedy)
    return clash is not None


def _is_there(tree: _Tree, step: Step) -> bool:
    if step.what is not What.FOUND:
        return tree.may_change(step, step.code)
    if step.code in tree.versions:
        tree.refuse(step, "code", _("mã đã có trong hệ thống"), _("Chọn mã khác."))
    return step.code not in tree.versions


def _check_heirs(tree: _Tree) -> None:
    """How many successors each ending has, and that they live."""
    for step in tree.ended.values():
        parts = len(set(step.into))
        if step.what is What.DISSOLVE and parts:
            why = _("đơn vị giải thể không có đơn vị tiếp nhận")
            tree.refuse(step, "into", why, _("Ghi là Sáp nhập nếu có đơn vị tiếp nhận."))
        elif step.what is What.MERGE and len(step.into) != 1:
            tree.refuse(step, "into", _("sáp nhập cần đúng một đơn vị tiếp nhận"))
        elif step.what is What.SPLIT and (parts < 2 or parts < len(step.into)):
            why = _("chia tách cần ít nhất hai đơn vị tiếp nhận khác nhau")
            tree.refuse(step, "into", why)
        else:
            tree.refuse_unless_alive(step, "into", step.into)
        if step.parent:
            tree.refuse_unless_alive(step, "parent", [step.parent])


def _found(tree: _Tree) -> None:
    for code, step in tree.founding.items():
        for column in ("name", "unit_type"):
            if not getattr(step, column):
                tree.refuse(step, column, _("không được để trống khi thành lập"))
        if step.parent:
            tree.refuse_unless_alive(step, "parent", [step.parent])
        above = tree.before.get(step.parent)
        tree.opened[code] = Version(
            name=step.name,
            unit_type=step.unit_type,
            kind=step.kind or "none",
            bloc=above.bloc if above else "state",
            parent=step.parent or None,
            since=tree.on,
        )


def _change(tree: _Tree) -> None:
    """Units that go on with another name, kind or parent."""
    for step in tree.steps:
        if step.what in (What.RENAME, What.MOVE) and step.code not in tree.ended:
            held = tree.now(step.code)
            if held:
                _change_one(tree, step, held)


def _change_one(tree: _Tree, step: Step, held: Version) -> None:
    if step.what is What.MOVE and not step.parent:
        tree.refuse(step, "parent", _("chuyển cấp quản lý cần mã đơn vị cấp trên mới"))
    if step.parent:
        tree.refuse_unless_alive(step, "parent", [step.parent])
        tree.moved[step.code] = step
    now = replace(
        held,
        name=step.name or held.name,
        unit_type=step.unit_type or held.unit_type,
        kind=step.kind or held.kind,
        parent=step.parent or held.parent,
    )
    if now == held:
        tree.refuse(step, "code", _("dòng này không thay đổi gì"))
    tree.opened[step.code] = replace(now, since=tree.on)


def _follow(tree: _Tree) -> None:
    """Sub-units of a unit that ends go where it says, else to its only successor."""
    for code, version in tree.before.items():
        step = tree.ended.get(version.parent or "")
        if step is None or code in tree.ended or code in tree.moved:
            continue
        heir = step.parent or (step.into[0] if step.what is What.MERGE and step.into else "")
        if heir == code:  # a sub-unit takes the place of the unit it stood under
            heir = tree.before[step.code].parent or ""
        if tree.lives_after(heir) and tree.may_change(replace(step, code=code), code):
            held = tree.opened.get(code, version)
            tree.opened[code] = replace(held, parent=heir, since=tree.on)
            tree.followed.add(code)


def _refuse_left_behind(tree: _Tree) -> None:
    """Nothing stands, on the day or later, under a unit that ended."""
    left: dict[str, set[str]] = {}
    for code, held in tree.versions.items():
        later = [v for v in held if v.since > tree.on]
        told = code in tree.ended or code in tree.moved  # of which its own line speaks
        now = None if told else tree.now(code)
        for version in [*later, *([now] if now else [])]:
            if version.parent in tree.ended:
                left.setdefault(version.parent or "", set()).add(code)
    for code, below in left.items():
        shown = ", ".join(sorted(below)[:5])
        tree.refuse(
            tree.ended[code],
            "code",
            _("còn %(n)s đơn vị trực thuộc chưa biết về đâu: %(codes)s")
            % {"n": len(below), "codes": shown},
            _("Ghi nơi chúng về ở cột Mã đơn vị cấp trên của dòng này, hoặc chuyển từng đơn vị."),
        )


def _refuse_cycles(tree: _Tree) -> None:
    """No unit that was moved, founded or carried along stands under itself."""
    stated = [*tree.founding.values(), *tree.moved.values()]
    carried = [tree.ended[tree.before[code].parent or ""] for code in tree.followed]
    starts = [(step, step.code) for step in stated]
    starts += list(zip(carried, tree.followed, strict=True))
    for step, code in starts:
        above, seen = tree.now(code), {code}
        while above and above.parent and above.parent not in seen:
            seen.add(above.parent)
            above = tree.now(above.parent)
        if above and above.parent == code:
            tree.refuse(step, "parent", _("đơn vị %s nằm dưới chính nó") % code)
