"""Fields of what a program sends: texts of bounded length that the database can keep."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

# No zero byte: no text of the database holds one.
WRITTEN = r"^[^\x00]*$"
SAID = r"^[^\x00]*[^\s\x00][^\x00]*$"

Text = Annotated[str, Field(max_length=2000, pattern=WRITTEN)]
"""A text that may be left empty."""
Words = Annotated[str, Field(min_length=1, max_length=2000, pattern=SAID)]
"""A text that says something: a ground, a reason."""
Name = Annotated[str, Field(max_length=200, pattern=WRITTEN)]
"""A few words to search by; "" asks nothing."""
Code = Annotated[str, Field(max_length=80, pattern=WRITTEN)]
"""A code of a unit, person or item; "" asks nothing."""
Number = Annotated[int, Field(ge=1, le=2**53 - 1)]
"""The key of a record."""


def _only_text(said: Any) -> Any:
    """A day is written; a number is not taken for one (as seconds since 1970)."""
    if not isinstance(said, str | date):
        raise PydanticCustomError("date_type", "a day is written as text")
    return said


Day = Annotated[date, BeforeValidator(_only_text)]
"""A day of what is sent, written as 2024-06-01."""


class Given(Schema):
    """What the address asks beside the day; a parameter of another name is refused."""

    model_config = ConfigDict(extra="forbid")


class Entry(Schema):
    """What a program sends to be written; a field of another name is refused."""

    model_config = ConfigDict(extra="forbid")


def chosen(codes: Iterable[str], usual: str = "") -> Any:
    """A field that takes one of some codes; where `usual` is "", "" too, which asks nothing."""
    known = [*([] if usual else [""]), *codes]
    told: dict[str, Any] = {"enum": known}
    return Field(usual, pattern=f"^({'|'.join(known)})$", json_schema_extra=told)
