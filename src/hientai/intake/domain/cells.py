"""How one cell is read: a text becomes a value, or is refused with a reason and a remedy.

A reader sees each distinct text of a column once; `table.parse` joins the answers back.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from hientai.shared.days import parse_day
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day as written
from hientai.shared.vietnamese import fold, nfc, tidy_name
from hientai.shared.vocabulary import Vocabulary
from hientai.shared.words import N_, _

CLEARING = frozenset({"xoa", "(trong)", "(xoa)"})
YES = frozenset({"co", "x", "1", "true", "dung", "yes", "thuoc dien"})
NO = frozenset({"khong", "0", "false", "sai", "no", "khong thuoc dien"})
LONGEST = 500
DAY_REMEDY = N_("Ghi ngày/tháng/năm, ví dụ 01/06/1980; chỉ biết năm thì ghi 1980.")


@dataclass(frozen=True)
class Column:
    """One column a sheet knows: its heading and aliases, how it is read, how its values read.

    `key` names it in frames. A `required` heading must stand in the file. `clearable`: the word
    "xóa" or "(trống)" empties the field; a blank cell never does. `precise` adds a column
    `<key>_precision` (day, month, year). `says` turns a value into Vietnamese for pages.
    """

    key: str
    heading: str
    read: Callable[[str], Any]
    dtype: Any = field(default_factory=lambda: pl.String)
    aliases: tuple[str, ...] = ()
    required: bool = False
    clearable: bool = True
    precise: bool = False
    says: Callable[[Any], str] = str
    choices: tuple[str, ...] = ()  # for the list validation of the template
    parts: tuple[str, ...] = ()  # words of which several may stand in a cell
    of_new: bool = False  # a person who is new cannot do without it
    example: str = ""


_QUOTED = re.compile(r'="([^"]*)"')
_FORMULA = re.compile(r"=|[+\-@]\s*(?:\$?[A-Za-z]{1,3}\$?\d+\s*[-+*/^:&(]|[A-Za-z_.]{2,}\()")


def written_out(value: str) -> str:
    """The text of a cell; refused where it is a formula.

    `="00123"` is how text tables keep a number as it is written; "+84 24 …" and "- Luật" are words.
    """
    if quoted := _QUOTED.fullmatch(value):
        return quoted.group(1)
    if _FORMULA.match(value):
        raise Refused(
            _("ô là công thức, kết quả có thể khác nhau tùy máy"),
            remedy=_("Chép ô rồi dán lại dưới dạng giá trị (Paste Special › Values)."),
        )
    return value


def text(value: str) -> str:
    """Any words: one Unicode form, single blanks."""
    tidy = " ".join(nfc(value).split())
    if len(tidy) > LONGEST:
        raise Refused(
            _("ô quá dài"),
            remedy=_("Rút gọn còn nhiều nhất %(longest)s ký tự.") % {"longest": LONGEST},
        )
    return tidy


def code(value: str) -> str:
    """A code of a person or unit: capitals, without blanks; a number Excel made of it, whole."""
    tidy = "".join(nfc(value).split()).upper()
    tidy = re.sub(r"^(\d+)\.0$", r"\1", tidy)
    if not tidy or len(tidy) > 50 or not re.fullmatch(r"[\w./\-]+", tidy):
        raise Refused(_("mã không đúng dạng"), remedy=_("Mã chỉ gồm chữ, số và các dấu . / - _"))
    return tidy


def name(value: str) -> str:
    """A person's name in any Unicode form, all capitals, with stray blanks."""
    tidy = tidy_name(text(value))
    if re.search(r"\d", tidy) or len(tidy) < 2:
        raise Refused(_("không phải là họ và tên"), remedy=_("Ghi đủ họ, tên đệm và tên bằng chữ."))
    return tidy


def day(value: str) -> tuple[date, str]:
    """A day with its precision: the two values of a `precise` column."""
    parsed = parse_day(value)
    if parsed is None:
        raise Refused(_("không phải là ngày có thật"), remedy=DAY_REMEDY)
    return parsed


def yes_no(value: str) -> bool:
    """Có or Không, as people write them."""
    plain = fold(value)
    if plain in YES:
        return True
    if plain in NO:
        return False
    raise Refused(_("chỉ nhận Có hoặc Không"), remedy=_("Ghi Có, Không hoặc để trống."))


def year(value: str) -> int:
    """A year of four digits."""
    tidy = fold(value).removeprefix("nam ").removesuffix(".0")
    if not re.fullmatch(r"(19|20)\d\d", tidy):
        raise Refused(_("không phải là năm"), remedy=_("Ghi năm gồm bốn chữ số, ví dụ 2023."))
    return int(tidy)


def one_of(vocabulary: Vocabulary) -> Callable[[str], str]:
    """Reader of a code, label or alias of a catalogue."""

    def read(value: str) -> str:
        found = vocabulary.code_of(value)
        if found is None:
            labels = list(vocabulary.written)
            few = "; ".join(labels[:8]) + ("; …" if len(labels) > 8 else "")
            raise Refused(
                _("không có trong danh mục %(lower)s") % {"lower": _(vocabulary.title).lower()},
                remedy=_("Chọn: %(few)s") % {"few": few},
            )
        return found

    return read


def several_of(vocabulary: Vocabulary) -> Callable[[str], str]:
    """Reader of labels separated by semicolons: their codes, sorted, joined by semicolons."""
    read_one = one_of(vocabulary)

    def read(value: str) -> str:
        parts = [part for part in value.split(";") if part.strip()]
        return ";".join(sorted({read_one(part) for part in parts}))

    return read


def says_several(vocabulary: Vocabulary) -> Callable[[str], str]:
    """Labels of codes joined by semicolons."""
    return lambda value: "; ".join(vocabulary.label(code) for code in value.split(";") if code)


def says_yes(value: bool) -> str:
    """Có or Không."""
    return _("Có") if value else _("Không")


def clears(value: str) -> bool:
    """Whether a cell says that the field be emptied."""
    return fold(value) in CLEARING


def says_day(value: date) -> str:
    """A day as papers print it."""
    return written(value)


def plain(value: Any, precision: str = "day") -> str:
    """A value as the register keeps it, the same in every language; "" for none."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()[: {"year": 4, "month": 7}.get(precision, 10)]
    if isinstance(value, list):
        return ";".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def said(column: Column, value: Any, precision: str = "day") -> str:
    """A value as pages write it, a day as exactly as it is known; "" for none."""
    if value is None:
        return ""
    if isinstance(value, date) and precision != "day":
        return f"{value:%Y}" if precision == "year" else f"{value:%m/%Y}"
    return column.says(";".join(value) if isinstance(value, list) else value)


def coded(key: str, heading: str, vocabulary: Vocabulary, **more: Any) -> Column:
    """A column of one code of a catalogue."""
    more.setdefault("choices", vocabulary.written)
    return Column(key, heading, one_of(vocabulary), says=vocabulary.label, **more)


def dated(key: str, heading: str, **more: Any) -> Column:
    """A column of days with their precision."""
    return Column(key, heading, day, pl.Date, precise=True, says=says_day, **more)
