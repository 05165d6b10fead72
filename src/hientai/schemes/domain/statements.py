"""One statement over the Standing frame: the leaves, each with its sentence and its values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from hientai.rules.decrees import questions, retirement_certainty
from hientai.rules.engine import Answer, Certainty, Correction, Law
from hientai.rules.engine.columns import age_text, younger_than
from hientai.schemes.domain.continuation import Continuation
from hientai.schemes.domain.equivalence import Equivalence
from hientai.schemes.domain.footing import Footing
from hientai.schemes.domain.pack import Group
from hientai.schemes.domain.phrases import COLUMNS, COMMON_WORDS, LISTS, NOTHING, PHRASES
from hientai.schemes.domain.predicates import CATALOGUES, Between, Rating, When
from hientai.shared import vocabulary as v
from hientai.shared.words import _


@dataclass(frozen=True)
class Context:
    """What a statement is read against: the day, the other groups, the names of units, the rows
    of the table of equivalent titles, and how amendments carry groups on.

    What rests on a footing that is `gone` is true of nobody.
    """

    on: date
    groups: Mapping[str, Group] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)
    corrections: Sequence[Correction] = ()
    equivalences: Sequence[Equivalence] = ()
    continuations: Sequence[Continuation] = ()
    gone: frozenset[Footing] = frozenset()


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


def listed(when: When, context: Context) -> Compiled:
    """A leaf that names codes of a catalogue."""
    kind = when.kind
    codes = list(getattr(when, kind))
    column, name = COLUMNS[kind]
    living = [code for code in codes if (kind, code) not in context.gone]
    if not living:
        holds = _nobody(column)
    elif kind in LISTS:
        holds = pl.any_horizontal([pl.col(column).list.contains(code) for code in codes])
    elif kind == "equivalent_title":
        holds = pl.coalesce("equivalent_title", "title").is_in(codes)
    else:
        holds = pl.col(column).is_in(living)
    text = _(PHRASES[kind]).format(either([_label(kind, code, context) for code in codes]))
    return Compiled(holds, text, ((column, name),), (_shown(kind),))


def _nobody(column: str) -> pl.Expr:
    """False of everybody, as long as the frame."""
    return pl.col(column).is_null() & pl.lit(False)


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


def footing_label(footing: Footing, bodies: Mapping[str, str]) -> str:
    """A footing in words: the name of the type, kind, level or unit."""
    kind, code = footing
    if kind in CATALOGUES:
        return CATALOGUES[kind].label(code)
    if kind in ("unit_code", "organ_code"):
        return bodies.get(code, code)
    return _("huyện có kế hoạch chuyển thành quận")


def either(words: list[str]) -> str:
    """Words joined by commas, the last by “or”."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + _(" hoặc ") + words[-1]


def flag(yes: str, no: str) -> Callable[[When, Context], Compiled]:
    """A leaf about a Boolean column, with the sentence for each answer."""

    def leaf(when: When, context: Context) -> Compiled:
        column, name = COLUMNS[when.kind]
        wanted = bool(getattr(when, when.kind))
        shown = (
            pl.when(pl.col(column)).then(pl.lit(_(yes))).when(~pl.col(column)).then(pl.lit(_(no)))
        )
        holds = pl.col(column) if wanted else ~pl.col(column)
        if wanted and (when.kind, "true") in context.gone:
            holds = _nobody(column)
        return Compiled(holds, _(yes) if wanted else _(no), ((column, name),), (shown,))

    return leaf


def age(when: When, context: Context) -> Compiled:
    """Whole years of age, by the reading of the law."""
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


def years_left(when: When, context: Context) -> Compiled:
    """Whole years of service left before retirement."""
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


def degree_at_least(when: When, _context: Context) -> Compiled:
    """The highest degree recorded, at least so high."""
    code = when.degree_at_least or ""
    holds = pl.col("degree_rank") >= v.DEGREE_LEVELS.ranks[code]
    text = _("có trình độ từ %(code)s trở lên") % {"code": v.DEGREE_LEVELS.label(code)}
    return Compiled(holds, text, (COLUMNS["degree_at_least"],), (_shown("degree_level"),))


def rating(when: When, _context: Context) -> Compiled:
    """The yearly rating of a year before the day, at least so good."""
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


def value_of(values: tuple[pl.Expr, ...]) -> pl.Expr:
    """The person's values of a statement in one text; null where there is none."""
    joined = pl.concat_str(values, separator="; ", ignore_nulls=True)
    return pl.when(joined != "").then(joined)


def unique(values: list[pl.Expr]) -> tuple[pl.Expr, ...]:
    """Each value once, in order."""
    return tuple({str(value): value for value in values}.values())
