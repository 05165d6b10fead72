"""A target group as conditions over the Standing frame.

Every statement of a pack becomes a Kleene expression (null where the register does not tell), a
sentence in Vietnamese read from the data, and the columns it needs. The conditions at the top of
a group stay apart: each is a reason of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import compress

import polars as pl

from hientai.rules.engine import (
    Certainty,
    Condition,
    Correction,
    Limit,
    Stage,
    weakest,
)
from hientai.schemes.domain.equivalence import Equivalence
from hientai.schemes.domain.footing import Footing, footings_of
from hientai.schemes.domain.pack import Group, GroupCondition, Pack
from hientai.schemes.domain.predicates import When
from hientai.schemes.domain.statements import (
    Compiled,
    Context,
    age,
    degree_at_least,
    either,
    flag,
    listed,
    rating,
    unique,
    value_of,
    years_left,
)
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.shared.words import N_, _


def context_of(
    pack: Pack,
    on: date,
    corrections: Sequence[Correction] = (),
    gone: frozenset[Footing] = frozenset(),
) -> Context:
    """What the statements of a pack are read against on a day."""
    groups = {group.id: group for group in pack.groups}
    carried = tuple(one for one in pack.continuations if one.in_force(on))
    return Context(on, groups, pack.scheme.bodies, corrections, pack.equivalences, carried, gone)


def group_conditions(
    pack: Pack,
    group_id: str,
    on: date,
    corrections: Sequence[Correction] = (),
    gone: frozenset[Footing] = frozenset(),
) -> list[Condition]:
    """The conditions of membership of a group on a day, one for each reason.

    With `gone`, those of whoever belongs without resting on these footings. Refused where the
    pack has no such group.
    """
    group = pack.group(group_id)
    context = context_of(pack, on, corrections, gone)
    own = [_condition(pack.scheme.slug, group, part, context) for part in group.conditions]
    shared = [c for one in group.also for c in group_conditions(pack, one, on, corrections, gone)]
    return own + shared


def footings_under(pack: Pack, group_id: str, on: date) -> frozenset[Footing]:
    """What a group rests on in the tree of units on a day, also through other groups, the table of
    titles and what carries it on."""
    group = pack.group(group_id)
    said = [part.when for part in group.conditions]
    carried = [c for c in pack.continuations if c.group == group_id and c.in_force(on)]
    said += [one.when for one in carried if one.when is not None]
    asked = frozenset[str]().union(*(when.ranked_in() for when in said))
    said += [row.when for row in pack.equivalences if row.group in asked and row.holds_on(on)]
    named = [one for when in said for one in sorted(when.groups())]
    own = [footings_of(when) for when in said]
    return frozenset[Footing]().union(
        *own, *(footings_under(pack, one, on) for one in (*named, *group.also))
    )


def compile_when(when: When, context: Context) -> Compiled:
    """A statement as expression, sentence, needs and the person's values."""
    if when.parts:
        return _joined(when, context)
    special = SPECIAL.get(when.kind)
    return special(when, context) if special else listed(when, context)


def describe(when: When, context: Context) -> str:
    """A statement in Vietnamese, as pages show it."""
    return compile_when(when, context).text


def as_condition(
    code: str, title: str, compiled: Compiled, limit: Limit, *, about_group: bool
) -> Condition:
    """A compiled statement as one condition with its reason."""
    return Condition(
        code=code,
        title=title,
        stage=Stage.REGISTER,
        holds=compiled.holds,
        value=value_of(compiled.values),
        limit=replace(limit, certainty=weakest((limit.certainty, compiled.certainty))),
        needs=compiled.needs,
        about_group=about_group,
        remark=pl.coalesce(compiled.remarks) if compiled.remarks else None,
    )


def _condition(slug: str, group: Group, part: GroupCondition, context: Context) -> Condition:
    compiled = _carried(group.id, compile_when(part.when, context), context)
    clause = part.clause or group.clause
    limit = Limit(compiled.text, Certainty(part.certainty), clause, part.note)
    return as_condition(
        f"{slug}/{group.id}/{part.id}", part.title, compiled, limit, about_group=True
    )


def _carried(group_id: str, own: Compiled, context: Context) -> Compiled:
    """A condition of a group with what amendments put beside the whole group: a or c, and b or c,
    is a and b, or c."""
    beside = [
        (one, compile_when(one.when, context))
        for one in context.continuations
        if one.group == group_id and one.when is not None
    ]
    for one, other in beside:
        told = {"text": other.text, "since": day(one.since), "act": one.act.cited}
        words = _("%(text)s (từ %(since)s, theo %(act)s)") % told
        certainty = Certainty(one.act.certainty)
        unsure = certainty is not Certainty.VERIFIED
        remark = pl.when(other.holds & ~own.holds.fill_null(False)).then(pl.lit(words))
        own = Compiled(
            own.holds | other.holds,
            own.text + _("; hoặc ") + words,
            tuple(dict.fromkeys((*own.needs, *other.needs))),
            unique([*own.values, *other.values]),
            (*own.remarks, *other.remarks, *((remark,) if unsure else ())),
            weakest((own.certainty, other.certainty, certainty)),
        )
    return own


def _joined(when: When, context: Context) -> Compiled:
    parts = [compile_when(part, context) for part in when.parts]
    values = unique([value for part in parts for value in part.values])
    remarks = tuple(remark for part in parts for remark in part.remarks)
    certainty = weakest(part.certainty for part in parts)
    holds, text = _fold(when, parts)
    return Compiled(holds, text, _needs(parts), values, remarks, certainty)


def _fold(when: When, parts: list[Compiled]) -> tuple[pl.Expr, str]:
    if when.not_ is not None:
        return ~parts[0].holds, _negated(when.not_, parts[0].text)
    fold = pl.all_horizontal if when.all else pl.any_horizontal
    word = _(" và ") if when.all else _(" hoặc ")
    texts = [
        f"({part.text})" if len(source.parts) > 1 else part.text
        for part, source in zip(parts, when.parts, strict=True)
    ]
    return fold([part.holds for part in parts]), word.join(texts)


def _negated(inner: When, text: str) -> str:
    return (
        _("không phải (%(text)s)") % {"text": text}
        if len(inner.parts) > 1
        else _("không %(text)s") % {"text": text}
    )


def _member_of(when: When, context: Context) -> Compiled:
    """Membership of any of some other groups of the same pack, their shared parts left aside."""
    groups = [_found(context, group_id) for group_id in when.member_of or ()]
    inside = [_inside(group, context) for group in groups]
    parts = [part for one in inside for part in one]
    holds = [pl.all_horizontal([part.holds for part in one]) for one in inside]
    return Compiled(
        pl.any_horizontal(holds),
        _("thuộc một trong các nhóm: ") + "; ".join(group.name for group in groups),
        _needs(parts),
        (_memberships(groups, holds),),
        tuple(remark for part in parts for remark in part.remarks),
        weakest(part.certainty for part in parts),
    )


def _inside(group: Group, context: Context) -> list[Compiled]:
    """The conditions of a group, each with what carries the group on."""
    return [
        _carried(group.id, compile_when(part.when, context), context) for part in group.conditions
    ]


def _memberships(groups: Sequence[Group], holds: Sequence[pl.Expr]) -> pl.Expr:
    """In words, which of some groups a person belongs to; null where the register does not tell."""
    member = pl.any_horizontal(holds)
    names = [
        pl.when(belongs).then(pl.lit(group.name))
        for group, belongs in zip(groups, holds, strict=True)
    ]
    return (
        pl.when(member)
        .then(
            pl.format(_("thuộc nhóm: {}"), pl.concat_str(names, separator=", ", ignore_nulls=True))
        )
        .when(~member)
        .then(pl.lit(_("không thuộc nhóm nào trong số này")))
    )


def _needs(parts: Sequence[Compiled]) -> tuple[tuple[str, str], ...]:
    """The columns that some statements need, each once."""
    return tuple(dict.fromkeys(need for part in parts for need in part.needs))


def _equivalent_to(when: When, context: Context) -> Compiled:
    """A title that the table of the day puts in one of some groups; unknown without a table."""
    asked = when.equivalent_to or ()
    rows = [row for row in context.equivalences if row.group in asked and row.holds_on(context.on)]
    text = _("giữ chức danh xếp vào ") + either([_found(context, one).name for one in asked])
    if not rows:
        nothing = pl.lit(None, dtype=pl.Boolean)
        return Compiled(
            nothing, _("%(text)s (chưa có bảng xếp chức danh vào ngày này)") % {"text": text}, ()
        )
    parts = [compile_when(row.when, context) for row in rows]
    unsure = [Certainty(row.certainty) is not Certainty.VERIFIED for row in rows]
    return Compiled(
        pl.any_horizontal([part.holds for part in parts]),
        _("%(text)s theo bảng chức danh tương đương") % {"text": text},
        _needs(parts),
        unique([value for part in parts for value in part.values]),
        tuple(map(_ranked_by, compress(rows, unsure), compress(parts, unsure))),
        weakest(Certainty(row.certainty) for row in rows),
    )


def _ranked_by(row: Equivalence, part: Compiled) -> pl.Expr:
    """The remark on whom a row speaks of: which row it is, and from where."""
    told = {"id": row.id, "title": row.title, "source": row.source}
    words = _("xếp theo dòng %(id)s: %(title)s (%(source)s)") % told
    return pl.when(part.holds).then(pl.lit(words))


def _found(context: Context, group_id: str) -> Group:
    if group_id not in context.groups:
        raise Refused(_("Đề án không có nhóm đối tượng “%(group_id)s”") % {"group_id": group_id})
    return context.groups[group_id]


SPECIAL: dict[str, Callable[[When, Context], Compiled]] = {
    "planned_urban": flag(
        N_("thuộc huyện có kế hoạch chuyển thành quận"),
        N_("không thuộc huyện có kế hoạch chuyển thành quận"),
    ),
    "managed_by_committee": flag(
        N_("thuộc diện Ban Thường vụ quản lý"), N_("không thuộc diện Ban Thường vụ quản lý")
    ),
    "age": age,
    "years_left": years_left,
    "degree_at_least": degree_at_least,
    "rating": rating,
    "member_of": _member_of,
    "equivalent_to": _equivalent_to,
}
