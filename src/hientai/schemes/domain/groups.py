"""A target group as conditions over the Standing frame.

Every statement of a pack becomes a Kleene expression (null where the register does not tell), a
sentence in Vietnamese read from the data, and the columns it needs. The conditions at the top of
a group stay apart: each is a reason of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from hientai.rules.decrees import questions, retirement_certainty
from hientai.rules.engine import (
    Answer,
    Certainty,
    Condition,
    Correction,
    Law,
    Limit,
    Stage,
    weakest,
)
from hientai.rules.engine.columns import age_text, younger_than
from hientai.schemes.domain.equivalence import Equivalence
from hientai.schemes.domain.pack import Group, GroupCondition, Pack
from hientai.schemes.domain.phrases import COLUMNS, COMMON_WORDS, LISTS, NOTHING, PHRASES
from hientai.schemes.domain.predicates import CATALOGUES, Between, Rating, When
from hientai.shared import vocabulary as v
from hientai.shared.refused import Refused
from hientai.shared.words import N_, _


@dataclass(frozen=True)
class Context:
    """What a statement is read against: the day, the other groups, the names of units, and the
    rows of the table of equivalent titles."""

    on: date
    groups: Mapping[str, Group] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)
    corrections: Sequence[Correction] = ()
    equivalences: Sequence[Equivalence] = ()


@dataclass(frozen=True)
class Compiled:
    """A statement ready for use: expression, sentence, (column, name) pairs it needs, values.

    `remarks` and `certainty` come from the readings of law that a leaf rests on.
    """

    holds: pl.Expr
    text: str
    needs: tuple[tuple[str, str], ...]
    values: tuple[pl.Expr, ...] = ()
    remarks: tuple[pl.Expr, ...] = ()
    certainty: Certainty = Certainty.VERIFIED


def context_of(pack: Pack, on: date, corrections: Sequence[Correction] = ()) -> Context:
    """What the statements of a pack are read against on a day."""
    groups = {group.id: group for group in pack.groups}
    return Context(on, groups, pack.scheme.bodies, corrections, pack.equivalences)


def group_conditions(
    pack: Pack, group_id: str, on: date, corrections: Sequence[Correction] = ()
) -> list[Condition]:
    """The conditions of membership of a group on a day, one for each reason.

    Refused where the pack has no such group.
    """
    group = pack.group(group_id)
    context = context_of(pack, on, corrections)
    own = [_condition(pack.scheme.slug, group, part, context) for part in group.conditions]
    shared = [c for one in group.also for c in group_conditions(pack, one, on, corrections)]
    return own + shared


def compile_when(when: When, context: Context) -> Compiled:
    """A statement as expression, sentence, needs and the person's values."""
    if when.parts:
        return _joined(when, context)
    special = SPECIAL.get(when.kind)
    return special(when, context) if special else _listed(when, context)


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
        value=_value(compiled.values),
        limit=replace(limit, certainty=weakest((limit.certainty, compiled.certainty))),
        needs=compiled.needs,
        about_group=about_group,
        remark=pl.coalesce(compiled.remarks) if compiled.remarks else None,
    )


def _condition(slug: str, group: Group, part: GroupCondition, context: Context) -> Condition:
    compiled = compile_when(part.when, context)
    clause = part.clause or group.clause
    limit = Limit(compiled.text, Certainty(part.certainty), clause, part.note)
    return as_condition(
        f"{slug}/{group.id}/{part.id}", part.title, compiled, limit, about_group=True
    )


def _value(values: tuple[pl.Expr, ...]) -> pl.Expr:
    joined = pl.concat_str(values, separator="; ", ignore_nulls=True)
    return pl.when(joined != "").then(joined)


def _joined(when: When, context: Context) -> Compiled:
    parts = [compile_when(part, context) for part in when.parts]
    needs = tuple(dict.fromkeys(need for part in parts for need in part.needs))
    values = _unique([value for part in parts for value in part.values])
    remarks = tuple(remark for part in parts for remark in part.remarks)
    certainty = weakest(part.certainty for part in parts)
    holds, text = _fold(when, parts)
    return Compiled(holds, text, needs, values, remarks, certainty)


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


def _unique(values: list[pl.Expr]) -> tuple[pl.Expr, ...]:
    return tuple({str(value): value for value in values}.values())


def _listed(when: When, context: Context) -> Compiled:
    kind = when.kind
    codes = list(getattr(when, kind))
    column, name = COLUMNS[kind]
    if kind in LISTS:
        holds = pl.any_horizontal([pl.col(column).list.contains(code) for code in codes])
    elif kind == "equivalent_title":
        holds = pl.coalesce("equivalent_title", "title").is_in(codes)
    else:
        holds = pl.col(column).is_in(codes)
    text = _(PHRASES[kind]).format(_either([_label(kind, code, context) for code in codes]))
    return Compiled(holds, text, ((column, name),), (_shown(kind),))


def _shown(kind: str) -> pl.Expr:
    """The person's value of a listed leaf, in Vietnamese; null where the register has none."""
    column, name = COLUMNS[kind]
    if kind in LISTS:
        catalogue = CATALOGUES[kind]
        labels = pl.element().replace_strict(catalogue.labels, default=pl.element())
        text = pl.col(column).list.eval(labels).list.join(", ")
        shown = (
            pl.when(pl.col(column).list.len() == 0).then(pl.lit(_(NOTHING[kind]))).otherwise(text)
        )
    elif kind in ("unit_code", "organ_code"):
        shown = pl.col(column.replace("_code", "_name"))
    else:
        labels_of = CATALOGUES[kind].labels
        shown = pl.col(column).replace_strict(labels_of, default=pl.col(column))
    return pl.format(f"{_(name)}: {{}}", shown)


def _label(kind: str, code: str, context: Context) -> str:
    if kind in CATALOGUES:
        label = CATALOGUES[kind].label(code)
        return label[:1].lower() + label[1:] if kind in COMMON_WORDS else label
    return context.bodies.get(code, code)


def _either(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + _(" hoặc ") + words[-1]


def _flag(yes: str, no: str) -> Callable[[When, Context], Compiled]:
    """A leaf about a Boolean column, with the sentence for each answer."""

    def leaf(when: When, _context: Context) -> Compiled:
        column, name = COLUMNS[when.kind]
        wanted = bool(getattr(when, when.kind))
        shown = (
            pl.when(pl.col(column)).then(pl.lit(_(yes))).when(~pl.col(column)).then(pl.lit(_(no)))
        )
        holds = pl.col(column) if wanted else ~pl.col(column)
        return Compiled(holds, _(yes) if wanted else _(no), ((column, name),), (shown,))

    return leaf


def _age(when: When, context: Context) -> Compiled:
    span = when.age or Between(at_least=0)
    holds, words = [], []
    remarks: tuple[pl.Expr, ...] = ()
    if span.at_least is not None:
        holds.append(~younger_than(span.at_least, context.on))
        words.append(_("từ %(at_least)s tuổi trở lên") % {"at_least": span.at_least})
    if span.at_most is not None:
        law = Law(questions.READINGS, context.on, context.corrections)
        answer = questions.not_over(span.at_most, questions.age_reading(law), context.on)
        holds.append(_held(answer))
        words.append(answer.limit)
        remarks = () if answer.remark is None else (answer.remark,)
    return Compiled(
        pl.all_horizontal(holds),
        _(" và ").join(words),
        (questions.BIRTH,),
        (age_text(context.on),),
        remarks,
    )


def _years_left(when: When, context: Context) -> Compiled:
    years = when.years_left.at_least if when.years_left else 0
    answer = questions.months_left(12 * years, context.on)
    return Compiled(
        _held(answer),
        answer.limit,
        answer.needs,
        () if answer.value is None else (answer.value,),
        () if answer.remark is None else (answer.remark,),
        retirement_certainty(context.on, context.corrections),
    )


def _held(answer: Answer) -> pl.Expr:
    return pl.lit(None, dtype=pl.Boolean) if answer.holds is None else answer.holds


def _degree_at_least(when: When, _context: Context) -> Compiled:
    code = when.degree_at_least or ""
    holds = pl.col("degree_rank") >= v.DEGREE_LEVELS.ranks[code]
    text = _("có trình độ từ %(code)s trở lên") % {"code": v.DEGREE_LEVELS.label(code)}
    return Compiled(holds, text, (COLUMNS["degree_at_least"],), (_shown("degree_level"),))


def _rating(when: When, _context: Context) -> Compiled:
    wanted = when.rating or Rating(at_least="good")
    column, name = COLUMNS[f"rating_{wanted.year}"]
    labels = {rank: v.RATINGS.label(code) for code, rank in v.RATINGS.ranks.items()}
    shown = pl.col(column).replace_strict(labels, default=None, return_dtype=pl.String)
    return Compiled(
        pl.col(column) >= v.RATINGS.ranks[wanted.at_least],
        _("%(name)s từ %(at_least)s trở lên")
        % {"name": _(name), "at_least": v.RATINGS.label(wanted.at_least)},
        ((column, name),),
        (pl.format(f"{_(name)}: {{}}", shown),),
    )


def _member_of(when: When, context: Context) -> Compiled:
    """Membership of any of some other groups of the same pack, their shared parts left aside."""
    holds: list[pl.Expr] = []
    needs: dict[tuple[str, str], None] = {}
    names: list[pl.Expr] = []
    inside_of: list[Compiled] = []
    for group_id in when.member_of or ():
        group = _found(context, group_id)
        parts = [compile_when(part.when, context) for part in group.conditions]
        inside_of.extend(parts)
        holds.append(pl.all_horizontal([part.holds for part in parts]))
        needs.update(dict.fromkeys(need for part in parts for need in part.needs))
        names.append(pl.when(holds[-1]).then(pl.lit(group.name)))
    inside = pl.concat_str(names, separator=", ", ignore_nulls=True)
    member = pl.any_horizontal(holds)
    shown = (
        pl.when(member)
        .then(pl.format(_("thuộc nhóm: {}"), inside))
        .when(~member)
        .then(pl.lit(_("không thuộc nhóm nào trong số này")))
    )
    titles = [_found(context, group_id).name for group_id in when.member_of or ()]
    text = _("thuộc một trong các nhóm: ") + "; ".join(titles)
    remarks = tuple(remark for part in inside_of for remark in part.remarks)
    certainty = weakest(part.certainty for part in inside_of)
    return Compiled(member, text, tuple(needs), (shown,), remarks, certainty)


def _equivalent_to(when: When, context: Context) -> Compiled:
    """A title that the table of the day puts in one of some groups; unknown without a table."""
    asked = when.equivalent_to or ()
    rows = [row for row in context.equivalences if row.group in asked and row.holds_on(context.on)]
    text = _("giữ chức danh xếp vào ") + _either([_found(context, one).name for one in asked])
    if not rows:
        nothing = pl.lit(None, dtype=pl.Boolean)
        return Compiled(
            nothing, _("%(text)s (chưa có bảng xếp chức danh vào ngày này)") % {"text": text}, ()
        )
    parts = [compile_when(row.when, context) for row in rows]
    remarks = [
        pl.when(part.holds).then(
            pl.lit(
                _("xếp theo dòng %(id)s: %(title)s (%(source)s)")
                % {"id": row.id, "title": row.title, "source": row.source}
            )
        )
        for part, row in zip(parts, rows, strict=True)
        if Certainty(row.certainty) is not Certainty.VERIFIED
    ]
    return Compiled(
        pl.any_horizontal([part.holds for part in parts]),
        _("%(text)s theo bảng chức danh tương đương") % {"text": text},
        tuple(dict.fromkeys(need for part in parts for need in part.needs)),
        _unique([value for part in parts for value in part.values]),
        tuple(remarks),
        weakest(Certainty(row.certainty) for row in rows),
    )


def _found(context: Context, group_id: str) -> Group:
    if group_id not in context.groups:
        raise Refused(_("Đề án không có nhóm đối tượng “%(group_id)s”") % {"group_id": group_id})
    return context.groups[group_id]


SPECIAL: dict[str, Callable[[When, Context], Compiled]] = {
    "planned_urban": _flag(
        N_("thuộc huyện có kế hoạch chuyển thành quận"),
        N_("không thuộc huyện có kế hoạch chuyển thành quận"),
    ),
    "managed_by_committee": _flag(
        N_("thuộc diện Ban Thường vụ quản lý"), N_("không thuộc diện Ban Thường vụ quản lý")
    ),
    "age": _age,
    "years_left": _years_left,
    "degree_at_least": _degree_at_least,
    "rating": _rating,
    "member_of": _member_of,
    "equivalent_to": _equivalent_to,
}
