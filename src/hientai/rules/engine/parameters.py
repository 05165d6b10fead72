"""Numbers and readings fixed by law: dated values with their clause and certainty."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Literal, Self, overload

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from hientai.rules.engine.terms import Certainty
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day as day_text
from hientai.shared.vietnamese import number
from hientai.shared.words import _
from hientai.shared.yaml_files import read_yaml

Value = bool | int | float | str
Kind = Literal["flag", "whole", "code"]
MOST = 9_999
"""No number of the law that the software knows is larger: years, months, multiples, a year."""


class NoRuleInForce(Refused):
    """Asked for a day on which no such rule is in force: an error, never a silent yes."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Dated(_Strict):
    """A value with the days it is in force (both included; no end means still in force)."""

    since: date
    until: date | None = None
    value: Value
    clause: str = Field(min_length=3)
    certainty: Certainty
    note: str = ""

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.until is not None and self.until < self.since:
            raise ValueError(_("thời hạn hiệu lực kết thúc trước khi bắt đầu"))
        return self

    def covers(self, day: date) -> bool:
        """Whether the value is in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


class Correction(Dated):
    """A value an administrator sets instead of the shipped one, for a period.

    It holds for every day of its period, whenever it was entered.
    """

    parameter: str
    entered: date | None = None


@dataclass(frozen=True)
class Book(Sequence[Correction]):
    """The law to judge by: corrections, and the day whose law it is where that is another day.

    With a day, people are judged on the day asked by what the law of that other day says.
    """

    corrections: tuple[Correction, ...] = ()
    day: date | None = None

    @overload
    def __getitem__(self, place: int) -> Correction: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Correction, ...]: ...
    def __getitem__(self, place: int | slice) -> Correction | tuple[Correction, ...]:
        return self.corrections[place]

    def __len__(self) -> int:
        return len(self.corrections)


def day_of_law(day: date, corrections: Sequence[Correction]) -> date:
    """The day whose law judges a day: the day itself, unless the book says another."""
    return (corrections.day or day) if isinstance(corrections, Book) else day


@dataclass(frozen=True)
class Span:
    """Days on which one value is in force, with the shipped value beside a corrected one."""

    since: date
    until: date | None
    dated: Dated | None
    shipped: Dated | None

    @property
    def is_corrected(self) -> bool:
        """Whether an administrator's value holds."""
        return isinstance(self.dated, Correction)


class Parameter(_Strict):
    """One parameter of a decree with all its values over time; words name the codes it takes."""

    code: str
    title: str
    unit: str = ""
    words: dict[str, str] = {}
    values: tuple[Dated, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _values_do_not_overlap(self) -> Self:
        ordered = sorted(self.values, key=lambda dated: dated.since)
        for earlier, later in zip(ordered, ordered[1:], strict=False):
            if earlier.until is None or earlier.until >= later.since:
                raise ValueError(
                    _("hai giá trị cùng có hiệu lực ngày %(since)s")
                    % {"since": day_text(later.since)}
                )
        return self

    def in_force(self, day: date) -> bool:
        """Whether the shipped values cover a day."""
        return self.shipped(day) is not None

    def shipped(self, day: date) -> Dated | None:
        """The shipped value of a day, whatever was corrected."""
        return next((dated for dated in self.values if dated.covers(day)), None)

    @property
    def kind(self) -> Kind:
        """What its values are: yes or no, a whole number, or one of the codes in `words`."""
        value = self.values[0].value
        if isinstance(value, bool):
            return "flag"
        return "code" if isinstance(value, str) else "whole"

    def taken(self, value: object) -> Value:
        """A value as this parameter takes it; Refused, in words, where it does not."""
        kind = self.kind
        if kind == "flag" and isinstance(value, bool):
            return value
        if kind == "code" and isinstance(value, str) and value in self.words:
            return value
        if kind == "whole" and type(value) is int and 0 <= value <= MOST:
            return value
        raise Refused(
            _("“%(title)s” không nhận giá trị “%(value)s”")
            % {"title": _(self.title), "value": value},
            remedy=_("ghi %(wanted)s") % {"wanted": self._wanted()},
        )

    def timeline(self, corrections: Sequence[Correction] = ()) -> list[Span]:
        """Its whole history: spans in order, without gaps between; None where nothing holds."""
        mine = [one for one in corrections if one.parameter == self.code]
        edges = sorted({edge for dated in (*self.values, *mine) for edge in _edges(dated)})
        ends = [*(edge - timedelta(days=1) for edge in edges[1:]), None]
        spans = [
            Span(start, end, self._corrected(start, mine) or self.shipped(start), shipped)
            for start, end in zip(edges, ends, strict=True)
            for shipped in [self.shipped(start)]
        ]
        return spans if spans[-1].dated else spans[:-1]

    def _wanted(self) -> str:
        if self.kind == "flag":
            return _("Có hoặc Không")
        if self.kind == "code":
            return _("một trong: ") + "; ".join(_(word) for word in self.words.values())
        return _("một số nguyên từ 0 đến %(most)s") % {"most": number(MOST)}

    def _corrected(self, day: date, corrections: Sequence[Correction]) -> Correction | None:
        mine = (one for one in reversed(corrections) if one.parameter == self.code)
        return next((one for one in mine if one.covers(day)), None)

    def shown(self, value: Value) -> str:
        """A value in Vietnamese, with its unit: "3 năm", "có", the words of a code."""
        if isinstance(value, bool):
            return _("Có") if value else _("Không")
        if isinstance(value, str):
            return _(self.words.get(value, value))
        return f"{number(value)} {_(self.unit)}" if self.unit else str(value)

    def on(self, day: date, corrections: Sequence[Correction] = ()) -> Dated:
        """The value in force on a day; the last correction that covers the day goes first.

        Raises NoRuleInForce where the day has no value.
        """
        day = day_of_law(day, corrections)
        found = self._corrected(day, corrections) or self.shipped(day)
        if found is not None:
            return found
        raise NoRuleInForce(
            _("Không có quy định có hiệu lực về “%(title)s” ngày %(day)s")
            % {"title": _(self.title), "day": day_text(day)},
            why=_("tham số %(code)s không có giá trị cho ngày này") % {"code": self.code},
            remedy=_("chọn ngày khác hoặc bổ sung quy định còn thiếu"),
        )


def _edges(dated: Dated) -> list[date]:
    """The first day of a value, and the first day after it."""
    return [dated.since, *([dated.until + timedelta(days=1)] if dated.until else [])]


class Decree(_Strict):
    """A legal instrument: names, period in force and parameters, as its YAML file says."""

    code: str
    title: str
    short: str
    since: date
    until: date | None = None
    note: str = ""
    amended_by: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read ``parameters.yaml`` of a decree; ValueError naming the file where it is wrong."""
        source = read_yaml(path)
        source["parameters"] = [
            {"code": f"{source['code']}.{name}", **body}
            for name, body in source["parameters"].items()
        ]
        try:
            return cls.model_validate(source)
        except ValidationError as wrong:
            raise ValueError(f"{path}: {wrong}") from wrong

    @cached_property
    def by_name(self) -> dict[str, Parameter]:
        """Parameters by the last part of their code."""
        return {parameter.code.rpartition(".")[2]: parameter for parameter in self.parameters}

    def is_cited_as(self, number: str) -> bool:
        """Whether a document that cites a number ("101/2017/NĐ-CP") means this instrument."""
        return bool(number) and (number in self.amended_by or number in self.short.split())

    def in_force(self, day: date) -> bool:
        """Whether the instrument is in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)
