"""The language in which a pack says who belongs to a group.

One `When` is one statement: a leaf about a column of the Standing frame, or `all`, `any`, `not`
of other statements. Codes are those of `shared.vocabulary`; a code it does not know is an error
of the pack, never a group that nobody belongs to.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from hientai.shared import vocabulary as v
from hientai.shared.words import _

CATALOGUES: dict[str, v.Vocabulary] = {
    "title": v.TITLES,
    "equivalent_title": v.TITLES,
    "planned_title": v.TITLES,
    "unit_type": v.UNIT_TYPES,
    "unit_kind": v.UNIT_KINDS,
    "organ_type": v.UNIT_TYPES,
    "organ_kind": v.UNIT_KINDS,
    "bloc": v.BLOCS,
    "level": v.LEVELS,
    "field": v.FIELDS,
    "planned_field": v.FIELDS,
    "category": v.CATEGORIES,
    "sex": v.SEXES,
    "degree_level": v.DEGREE_LEVELS,
}
"""The catalogue that each listed leaf draws its codes from."""

Codes = Annotated[tuple[str, ...], Field(min_length=1)]


class Strict(BaseModel):
    """A part of a pack: nothing may stand in it that the format does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Between(Strict):
    """A span of whole numbers; both ends belong, one may be open."""

    at_least: int | None = None
    at_most: int | None = None

    @model_validator(mode="after")
    def _has_an_end(self) -> Between:
        if self.at_least is None and self.at_most is None:
            raise ValueError(_("phải có “at_least” (từ) hoặc “at_most” (đến)"))
        return self


class AtLeast(Strict):
    """Whole years, at least."""

    at_least: Annotated[int, Field(ge=0)]


class Rating(Strict):
    """The yearly rating of a year before the day: 1 is last year, 2 the year before it."""

    year: Literal[1, 2] = 1
    at_least: str

    @model_validator(mode="after")
    def _is_known(self) -> Rating:
        _known("rating", (self.at_least,), v.RATINGS)
        return self


class When(Strict):
    """One statement about a person; exactly one of its keys is given."""

    title: Codes | None = None
    equivalent_title: Codes | None = None
    planned_title: Codes | None = None
    unit_type: Codes | None = None
    unit_kind: Codes | None = None
    unit_code: Codes | None = None
    organ_type: Codes | None = None
    organ_kind: Codes | None = None
    organ_code: Codes | None = None
    planned_urban: bool | None = None
    bloc: Codes | None = None
    level: Codes | None = None
    field: Codes | None = None
    planned_field: Codes | None = None
    category: Codes | None = None
    sex: Codes | None = None
    age: Between | None = None
    years_left: AtLeast | None = None
    degree_level: Codes | None = None
    degree_at_least: str | None = None
    rating: Rating | None = None
    managed_by_committee: bool | None = None
    member_of: Codes | None = None
    equivalent_to: Codes | None = None
    all: Annotated[tuple[When, ...], Field(min_length=1)] | None = None
    any: Annotated[tuple[When, ...], Field(min_length=1)] | None = None
    not_: When | None = Field(None, alias="not")

    @model_validator(mode="after")
    def _says_one_thing(self) -> When:
        said = self.model_fields_set
        if len(said) != 1 or getattr(self, next(iter(said))) is None:
            raise ValueError(
                _("một mệnh đề nêu đúng một điều; muốn nêu nhiều điều thì đặt trong all hoặc any")
            )
        kind = self.kind
        if kind in CATALOGUES:
            _known(kind, getattr(self, kind), CATALOGUES[kind])
        if kind == "degree_at_least":
            _known(kind, (self.degree_at_least or "",), v.DEGREE_LEVELS)
        return self

    @property
    def kind(self) -> str:
        """Which statement it is."""
        return next(iter(self.model_fields_set))

    @property
    def parts(self) -> tuple[When, ...]:
        """The statements joined by `all`, `any` or `not`; none for a leaf."""
        if self.not_ is not None:
            return (self.not_,)
        return self.all or self.any or ()

    def unit_codes(self) -> set[str]:
        """Codes of units named anywhere in the statement."""
        own = {*(self.unit_code or ()), *(self.organ_code or ())}
        return own.union(*(part.unit_codes() for part in self.parts))

    def ranked_in(self) -> set[str]:
        """Ids of leadership groups whose table of titles the statement asks for."""
        return set(self.equivalent_to or ()).union(*(part.ranked_in() for part in self.parts))

    def groups(self) -> set[str]:
        """Ids of other groups named anywhere in the statement."""
        return set(self.member_of or ()).union(*(part.groups() for part in self.parts))


def _known(kind: str, codes: tuple[str, ...], catalogue: v.Vocabulary) -> None:
    for code in codes:
        if code not in catalogue:
            near = get_close_matches(code, catalogue.codes, n=1)
            hint = _("; có lẽ là “%(near)s”") % {"near": near[0]} if near else ""
            raise ValueError(
                _("mã “%(code)s” không có trong danh mục %(title)s%(hint)s")
                % {"code": code, "title": catalogue.title, "hint": hint}
            )
