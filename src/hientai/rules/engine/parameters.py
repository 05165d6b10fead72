"""Numbers and readings fixed by law: dated values with their clause and certainty."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from hientai.rules.engine.terms import Certainty
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day as day_text
from hientai.shared.vietnamese import number

Value = bool | int | float | str


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
            raise ValueError("thời hạn hiệu lực kết thúc trước khi bắt đầu")
        return self

    def covers(self, day: date) -> bool:
        """Whether the value is in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


class Correction(Dated):
    """A value an administrator sets instead of the shipped one, for a period."""

    parameter: str


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
                raise ValueError(f"hai giá trị cùng có hiệu lực ngày {later.since:%d/%m/%Y}")
        return self

    def in_force(self, day: date) -> bool:
        """Whether the shipped values cover a day."""
        return any(dated.covers(day) for dated in self.values)

    def shown(self, value: Value) -> str:
        """A value in Vietnamese, with its unit: "3 năm", "có", the words of a code."""
        if isinstance(value, bool):
            return "Có" if value else "Không"
        if isinstance(value, str):
            return self.words.get(value, value)
        return f"{number(value)} {self.unit}" if self.unit else str(value)

    def on(self, day: date, corrections: Sequence[Correction] = ()) -> Dated:
        """The value in force on a day; the last correction that covers the day goes first.

        Raises NoRuleInForce where the day has no value.
        """
        for correction in reversed(corrections):
            if correction.parameter == self.code and correction.covers(day):
                return correction
        for dated in self.values:
            if dated.covers(day):
                return dated
        raise NoRuleInForce(
            f"Không có quy định có hiệu lực về “{self.title}” ngày {day_text(day)}",
            why=f"tham số {self.code} không có giá trị cho ngày này",
            remedy="chọn ngày khác hoặc bổ sung quy định còn thiếu",
        )


class Decree(_Strict):
    """A legal instrument: names, period in force and parameters, as its YAML file says."""

    code: str
    title: str
    short: str
    since: date
    until: date | None = None
    note: str = ""
    parameters: tuple[Parameter, ...]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read ``parameters.yaml`` of a decree; ValueError naming the file where it is wrong."""
        source = yaml.safe_load(path.read_text(encoding="utf-8"))
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

    def in_force(self, day: date) -> bool:
        """Whether the instrument is in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)
