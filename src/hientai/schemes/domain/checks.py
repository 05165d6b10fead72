"""Whether the items of a pack fit together: every id named exists, every quota is judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

from hientai.approvals.domain.routes import matches
from hientai.schemes.domain.conditions import Judged
from hientai.schemes.domain.english import names_in
from hientai.schemes.domain.pack import Pack
from hientai.schemes.domain.predicates import When
from hientai.schemes.domain.reading import PackRefused, Path, Problem, Reading
from hientai.shared.words import _

Found = tuple[str, Path, str, str]
"""File without ending, path inside it, what is wrong, remedy."""


def checked(reading: Reading) -> Pack:
    """The pack, once its items fit together; PackRefused with every misfit."""
    found = [misfit for check in (*CHECKS, _english) for misfit in check(reading.pack)]
    if found:
        raise PackRefused([_problem(reading, misfit) for misfit in found])
    return reading.pack


def misfits(pack: Pack) -> list[str]:
    """What does not fit together in a pack that was not read from files, in words."""
    found = [misfit for check in CHECKS for misfit in check(pack)]
    return [f"{what} ({remedy})" if remedy else what for _name, _path, what, remedy in found]


def covers(row: Judged, quota_id: str) -> bool:
    """Whether a row of the table names a quota, by its id or by `A.*`."""
    return any(names(name, quota_id) for name in row.quotas)


def names(name: str, quota_id: str) -> bool:
    """Whether `A.1.1` or `A.1.*` names a quota."""
    return quota_id == name or (name.endswith(".*") and quota_id.startswith(name[:-1]))


LISTS = (
    "groups",
    "targets",
    "quotas",
    "minimums",
    "programmes",
    "priorities",
    "tasks",
    "reports",
    "findings",
    "equivalences",
    "continuations",
    "tables",
    "routes",
)
"""The files of a pack that hold a list of items."""


def _problem(reading: Reading, misfit: Found) -> Problem:
    name, path, what, remedy = misfit
    source = reading.sources[name]
    return Problem(source.file, source.line(path), source.item(path), what, remedy)


def _unique(pack: Pack) -> Iterator[Found]:
    for name, path, ids in _lists(pack):
        seen: set[str] = set()
        for index, item_id in enumerate(ids):
            if item_id in seen:
                yield (
                    name,
                    (*path, index, "id"),
                    _("mã “%(item_id)s” đã dùng") % {"item_id": item_id},
                    _("đặt mã khác"),
                )
            seen.add(item_id)


def _lists(pack: Pack) -> Iterator[tuple[str, Path, list[str]]]:
    for name in LISTS:
        yield name, (), [row.id for row in getattr(pack, name)]
    for part in ("basis", "scope", "exclusions", "phases", "budget", "provisions", "annexes"):
        yield "scheme", (part,), [row.id for row in getattr(pack.scheme, part)]
    yield "conditions", ("conditions",), [row.id for row in pack.conditions.conditions]
    for index, group in enumerate(pack.groups):
        yield "groups", (index, "conditions"), [row.id for row in group.conditions]


def _unknown(
    name: str, path: Path, used: Iterable[str | None], known: Iterable[str], what: str
) -> Iterator[Found]:
    known = list(known)
    for one in used:
        if one is not None and one not in known:
            yield (
                name,
                path,
                _("%(what)s “%(one)s” không có") % {"what": what, "one": one},
                _("chọn một trong: ") + ", ".join(dict.fromkeys(known)),
            )


def _phases_start(pack: Pack) -> Iterator[Found]:
    phases = pack.scheme.phases
    if phases and phases[0].start < pack.scheme.effective_from and pack.scheme.version == 1:
        yield (
            "scheme",
            ("phases", 0, "start"),
            _("giai đoạn đầu bắt đầu trước ngày đề án có hiệu lực"),
            f"ghi {pack.scheme.effective_from.isoformat()}",
        )


def _groups(pack: Pack) -> Iterator[Found]:
    known = [group.id for group in pack.groups]
    for i, group in enumerate(pack.groups):
        yield from _unknown("groups", (i, "also"), group.also, known, _("nhóm"))
        for j, part in enumerate(group.conditions):
            path: Path = (i, "conditions", j, "when")
            yield from _when(pack, "groups", path, part.when)


def _when(pack: Pack, name: str, path: Path, when: When | None) -> Iterator[Found]:
    if when is None:
        return
    known = [group.id for group in pack.groups]
    yield from _unknown(name, path, sorted(when.groups()), known, _("nhóm"))
    ranked = {row.group for row in pack.equivalences}
    yield from _unknown(name, path, sorted(when.ranked_in()), ranked, _("bảng chức danh của nhóm"))
    yield from _bodies(pack, name, path, sorted(when.unit_codes()))


def _bodies(pack: Pack, name: str, path: Path, codes: Sequence[str]) -> Iterator[Found]:
    for code in codes:
        if code not in pack.scheme.bodies:
            remedy = _("thêm “%(code)s: tên đơn vị” vào mục bodies của scheme.yaml") % {
                "code": code
            }
            yield name, path, _("chưa ghi tên của đơn vị “%(code)s”") % {"code": code}, remedy


def _no_circle(pack: Pack) -> Iterator[Found]:
    edges = {
        group.id: set(group.also).union(*(part.when.groups() for part in group.conditions))
        for group in pack.groups
    }
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        round_trip = " → ".join(error.args[1])
        place = [group.id for group in pack.groups].index(error.args[1][0])
        yield (
            "groups",
            (place,),
            _("các nhóm gọi vòng quanh: %(round_trip)s") % {"round_trip": round_trip},
            _("bỏ một chỗ gọi"),
        )


def _targets(pack: Pack) -> Iterator[Found]:
    groups = [group.id for group in pack.groups]
    phases = [phase.id for phase in pack.scheme.phases]
    quotas = [quota.id for quota in pack.quotas]
    ids = [target.id for target in pack.targets]
    for i, target in enumerate(pack.targets):
        yield from _unknown("targets", (i, "group"), [target.group], groups, _("nhóm"))
        yield from _unknown("targets", (i, "phase"), [target.phase], phases, _("giai đoạn"))
        measure: Path = (i, "measure")
        yield from _unknown(
            "targets", (*measure, "counts"), target.measure.counts, quotas, _("chỉ tiêu")
        )
        yield from _unknown(
            "targets", (*measure, "keeps"), target.measure.keeps, ids, _("mục tiêu")
        )
        if target.measure.of_which:
            inner = [target.measure.of_which.group]
            yield from _unknown("targets", (*measure, "of_which"), inner, groups, _("nhóm"))


def _quotas(pack: Pack) -> Iterator[Found]:
    groups = [group.id for group in pack.groups]
    phases = [phase.id for phase in pack.scheme.phases]
    taught = [programme.quota for programme in pack.programmes]
    for i, quota in enumerate(pack.quotas):
        yield from _unknown("quotas", (i, "group"), [quota.group], groups, _("nhóm"))
        yield from _unknown("quotas", (i, "phase"), [quota.phase], phases, _("giai đoạn"))
        if quota.per and quota.per.unit_code:
            yield from _bodies(pack, "quotas", (i, "per"), quota.per.unit_code)
        if quota.kind == "course" and taught.count(quota.id) != 1:
            remedy = _("ghi đúng một chương trình trong programmes.yaml")
            yield (
                "quotas",
                (i,),
                _("có %(id)s chương trình") % {"id": taught.count(quota.id)},
                remedy,
            )


def _programmes(pack: Pack) -> Iterator[Found]:
    quotas = [quota.id for quota in pack.quotas]
    for i, programme in enumerate(pack.programmes):
        yield from _unknown("programmes", (i, "quota"), [programme.quota], quotas, _("chỉ tiêu"))


def _minimums(pack: Pack) -> Iterator[Found]:
    quotas = [quota.id for quota in pack.quotas]
    for i, minimum in enumerate(pack.minimums):
        yield from _unknown("minimums", (i, "counts"), minimum.counts, quotas, _("chỉ tiêu"))


def _tables(pack: Pack) -> Iterator[Found]:
    groups = [group.id for group in pack.groups]
    findings = [finding.id for finding in pack.findings]
    for i, table in enumerate(pack.tables):
        yield from _unknown("tables", (i, "of"), [table.of], groups, _("nhóm"))
        yield from _unknown("tables", (i, "findings"), table.findings, findings, _("điểm lưu ý"))
        for part, lines in (("rows", table.rows), ("columns", table.columns)):
            for at, line in enumerate(lines):
                path: Path = (i, part, at)
                yield from _unknown("tables", path, [line.group], groups, _("nhóm"))
                if line.when:
                    yield from _when(pack, "tables", path, line.when)


def _equivalences(pack: Pack) -> Iterator[Found]:
    groups = [group.id for group in pack.groups]
    for i, row in enumerate(pack.equivalences):
        yield from _unknown("equivalences", (i, "group"), [row.group], groups, _("nhóm"))
        if row.when.ranked_in() or row.when.groups():
            what = _("dòng xếp chức danh không được hỏi lại một nhóm")
            yield "equivalences", (i, "when"), what, _("chỉ nêu chức danh và nơi công tác")
        yield from _when(pack, "equivalences", (i, "when"), row.when)


def _continuations(pack: Pack) -> Iterator[Found]:
    groups = [group.id for group in pack.groups]
    for i, one in enumerate(pack.continuations):
        yield from _unknown("continuations", (i, "group"), [one.group], groups, _("nhóm"))
        codes = sorted(code for kind, code in one.part.footings if kind.endswith("_code"))
        yield from _bodies(pack, "continuations", (i, "part"), codes)
        if one.when is not None and one.when.groups():
            what = _("mục chuyển tiếp không được hỏi lại một nhóm")
            yield "continuations", (i, "when"), what, _("nêu thẳng điều kiện")
        yield from _when(pack, "continuations", (i, "when"), one.when)


def _replaced(pack: Pack) -> Iterator[Found]:
    basis = [one.id for one in pack.scheme.basis]
    for i, one in enumerate(pack.scheme.basis):
        path: Path = ("basis", i, "replaces")
        yield from _unknown("scheme", path, [one.replaces], basis, _("căn cứ"))


def _table(pack: Pack) -> Iterator[Found]:
    conditions = pack.conditions
    known = [use.id for use in conditions.conditions]
    questions = [question.id for question in conditions.questions]
    for i, row in enumerate(conditions.table):
        path: Path = ("table", i)
        yield from _unknown(
            "conditions", (*path, "conditions"), row.conditions, known, _("điều kiện")
        )
        yield from _unknown(
            "conditions", (*path, "question"), [row.question], questions, _("câu hỏi")
        )
        for name in row.quotas:
            if not any(names(name, quota.id) for quota in pack.quotas):
                remedy = _("ghi mã chỉ tiêu hoặc nhóm mã, như A.1.*")
                yield (
                    "conditions",
                    (*path, "quotas"),
                    _("không chỉ tiêu nào khớp “%(name)s”") % {"name": name},
                    remedy,
                )
    for i, use in enumerate(conditions.conditions):
        yield from _when(pack, "conditions", ("conditions", i, "when"), use.when)


def _every_quota_is_judged(pack: Pack) -> Iterator[Found]:
    membership = {use.id for use in pack.conditions.conditions if use.rule == "membership"}
    for i, quota in enumerate(pack.quotas):
        rows = [row for row in pack.conditions.table if covers(row, quota.id)]
        for question in {row.question for row in rows} | {"main"}:
            asked = {c for row in rows if row.question == question for c in row.conditions}
            if not asked & membership:
                what = _("câu hỏi “%(question)s” không xét việc thuộc nhóm đối tượng") % {
                    "question": question
                }
                remedy = _(
                    "thêm điều kiện membership cho chỉ tiêu này vào bảng của conditions.yaml"
                )
                yield "quotas", (i,), what, remedy


def _priorities(pack: Pack) -> Iterator[Found]:
    for i, priority in enumerate(pack.priorities):
        for name in priority.quotas:
            if not any(names(name, quota.id) for quota in pack.quotas):
                remedy = _("ghi mã chỉ tiêu hoặc nhóm mã, như A.1.*")
                yield (
                    "priorities",
                    (i, "quotas"),
                    _("không chỉ tiêu nào khớp “%(name)s”") % {"name": name},
                    remedy,
                )
        yield from _when(pack, "priorities", (i, "when"), priority.when)


def _tasks(pack: Pack) -> Iterator[Found]:
    phases = [phase.id for phase in pack.scheme.phases]
    quotas = [quota.id for quota in pack.quotas]
    for i, task in enumerate(pack.tasks):
        yield from _unknown("tasks", (i, "quota"), [task.quota], quotas, _("chỉ tiêu"))
        yield from _bodies(pack, "tasks", (i, "lead"), task.lead)
        yield from _bodies(pack, "tasks", (i, "partners"), task.partners)
        yield from _unknown("tasks", (i, "due"), [task.due.phase], phases, _("giai đoạn"))


def _reports(pack: Pack) -> Iterator[Found]:
    for i, report in enumerate(pack.reports):
        for part in ("sender", "to", "via"):
            yield from _bodies(pack, "reports", (i, part), getattr(report, part))


def _routes(pack: Pack) -> Iterator[Found]:
    """Every id and unit named exists; no two routes say the same of the same people; and where a
    pack has routes, every quota has one for everybody."""
    said: set[tuple[str, tuple[str, ...], bool | None]] = set()
    for i, route in enumerate(pack.routes):
        for name in route.quotas:
            if not any(matches(name, quota.id) for quota in pack.quotas):
                remedy = _("ghi mã chỉ tiêu hoặc nhóm mã, như A.1.*")
                what = _("không chỉ tiêu nào khớp “%(name)s”") % {"name": name}
                yield "routes", (i, "quotas"), what, remedy
            spoken = (name, tuple(sorted(route.blocs)), route.managed)
            if spoken in said:
                what = _("đã có trình tự khác cho “%(name)s” và những người ấy") % {"name": name}
                yield "routes", (i, "quotas"), what, _("giữ lại một trình tự")
            said.add(spoken)
        for j, step in enumerate(route.steps):
            yield from _bodies(pack, "routes", (i, "steps", j), [step.unit] if step.unit else [])
        issuer = [route.issuer.unit] if route.issuer.unit else []
        yield from _bodies(pack, "routes", (i, "issuer"), issuer)


def _every_quota_has_a_route(pack: Pack) -> Iterator[Found]:
    plain = [r for r in pack.routes if not r.blocs and r.managed is None]
    for i, quota in enumerate(pack.quotas):
        if pack.routes and not any(matches(name, quota.id) for r in plain for name in r.quotas):
            yield (
                "quotas",
                (i,),
                _("chỉ tiêu chưa có trình tự phê duyệt chung cho mọi người"),
                _("thêm một trình tự không nêu blocs và managed vào routes.yaml"),
            )


def _english(pack: Pack) -> Iterator[Found]:
    """A name that stands nowhere in the files is a slip; an amendment may well rename an item."""
    named = set(names_in(pack))
    for title in pack.english.titles:
        if title not in named:
            yield (
                "english",
                ("titles", title),
                _("không có mục nào tên “%(title)s”") % {"title": title},
                _("ghi đúng tên tiếng Việt như trong gói, hoặc bỏ dòng này"),
            )


CHECKS: tuple[Callable[[Pack], Iterator[Found]], ...] = (
    _unique,
    _phases_start,
    _groups,
    _no_circle,
    _targets,
    _quotas,
    _programmes,
    _minimums,
    _equivalences,
    _continuations,
    _replaced,
    _tables,
    _table,
    _every_quota_is_judged,
    _priorities,
    _tasks,
    _reports,
    _routes,
    _every_quota_has_a_route,
)
"""Every check of a whole pack."""
