"""A sheet's cells as typed columns: headings found, texts read, wrong cells told.

Everything works on whole columns. A table has one row a row of the file; `frame` holds `_row`,
one column a known heading (`key`), `<key>_precision` for days, and `<key>!` where the cell says
that the field be emptied.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from hientai.intake.domain.cells import Column, clears, written_out
from hientai.shared.refused import Refused
from hientai.shared.tables import ROW
from hientai.shared.vietnamese import fold, nfc
from hientai.shared.words import _

REFUSED, WARNING = "refused", "warning"
HEADING_WITHIN = 30  # rows from the top among which the headings are looked for
EXAMPLE = "vi du"  # folded; the code of a row that shows how to fill in
REASON, ORIGIN = "Lý do", "Dòng trong tệp"  # columns of our own list of refused rows
NOTES = {
    "sheet": pl.String,
    "row": pl.Int32,
    "cell": pl.String,
    "column": pl.String,
    "value": pl.String,
    "reason": pl.String,
    "remedy": pl.String,
    "severity": pl.String,
}
Match = Callable[[str], Column | None]


@dataclass
class Table:
    """One sheet as read: typed values, the texts they came from, and what is wrong with them."""

    sheet: str
    columns: dict[str, Column]  # by key, those that stand in the file
    frame: pl.DataFrame
    texts: pl.DataFrame  # _row and one column a position of the file
    headings: dict[str, str]  # position -> heading as written
    places: dict[str, str]  # key -> position
    notes: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=NOTES))
    ignored: tuple[str, ...] = ()

    def note(self, bad: pl.DataFrame, key: str, severity: str = REFUSED) -> None:
        """Add notes for cells of one column: `bad` has _row, reason, remedy."""
        self.notes = pl.concat([self.notes, self._notes(bad, key, severity)])

    def flag(
        self,
        frame: pl.DataFrame,
        bad: pl.Expr,
        key: str,
        reason: str | pl.Expr,
        remedy: str,
        severity: str = REFUSED,
    ) -> None:
        """Note the rows of `frame` where `bad` holds; an unknown answer is not bad."""
        why = pl.lit(_(reason)) if isinstance(reason, str) else reason
        # The reason may speak of other rows, so it is worded before the rows are chosen.
        worded = frame.select(
            ROW, why.alias("reason"), pl.lit(_(remedy)).alias("remedy"), bad.alias("_bad")
        )
        found = worded.filter(pl.col("_bad")).drop("_bad")
        if not found.is_empty():
            self.note(found, key, severity)

    @property
    def refused_rows(self) -> pl.DataFrame:
        """The rows with at least one refused cell: column _row."""
        refused = self.notes.filter(pl.col("severity") == REFUSED)
        return refused.select(pl.col("row").alias(ROW)).unique()

    def _notes(self, bad: pl.DataFrame, key: str, severity: str) -> pl.DataFrame:
        place = self.places.get(key)
        heading = self.headings[place] if place else key
        texts = self.texts.select(ROW, (pl.col(place) if place else pl.lit("")).alias("value"))
        letter = letters(int(place)) if place else "A"
        return bad.join(texts, on=ROW, how="left").select(
            pl.lit(self.sheet).alias("sheet"),
            pl.col(ROW).cast(pl.Int32).alias("row"),
            (pl.lit(letter) + pl.col(ROW).cast(pl.String)).alias("cell"),
            pl.lit(heading).alias("column"),
            pl.col("value").fill_null("").cast(pl.String),
            pl.col("reason").cast(pl.String),
            pl.col("remedy").cast(pl.String),
            pl.lit(severity).alias("severity"),
        )


def spelling(heading: str) -> str:
    """A heading for comparison: no accents, case, marks or line breaks."""
    return re.sub(r"[\s.,;:/()*\-–_]+", " ", fold(heading)).strip()


def matcher(columns: Sequence[Column]) -> Match:
    """Finds the column a heading means, by its name or an alias."""
    known = {
        spelling(name): column
        for column in columns
        for name in (column.heading, column.key, *column.aliases)
    }
    return lambda heading: known.get(spelling(heading))


def letters(position: int) -> str:
    """The letters Excel gives a column, counted from 0: 0 is A, 26 is AA."""
    name, position = "", position + 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(65 + rest) + name
    return name


def is_ours(heading: str) -> bool:
    """Whether a column was added by our list of refused rows: it says nothing about people."""
    return heading.startswith(REASON) or heading == ORIGIN


def heading_row(raw: pl.DataFrame, match: Match) -> tuple[int, dict[str, str], dict[str, Column]]:
    """Where the headings stand: row number, heading by position, column by position.

    The row among the first ones that holds most known headings; none of them: row 0.
    """
    best: tuple[int, dict[str, str], dict[str, Column]] = (0, {}, {})
    for row in raw.head(HEADING_WITHIN).iter_rows(named=True):
        said = {at: " ".join(nfc(v).split()) for at, v in row.items() if at != ROW and v}
        found = {at: column for at, v in said.items() if (column := match(v))}
        if len(found) > len(best[2]):
            best = (row[ROW], said, found)
    return best


def parse(
    sheet: str, raw: pl.DataFrame, columns: Sequence[Column], match: Match | None = None
) -> Table:
    """Read a sheet; refused where a needed heading is missing or one stands twice."""
    at_row, headings, found = heading_row(raw, match or matcher(columns))
    _refuse_headings(sheet, headings, found, columns)
    texts = _without_examples(raw.filter(pl.col(ROW) > at_row), found)
    places = {column.key: place for place, column in found.items()}
    table = Table(
        sheet=sheet,
        columns={column.key: column for column in found.values()},
        frame=texts.select(ROW),
        texts=texts,
        headings=headings,
        places=places,
        ignored=tuple(
            name for at, name in headings.items() if at not in found and not is_ours(name)
        ),
    )
    for place, column in found.items():
        _read_column(table, place, column)
    return table


def _without_examples(texts: pl.DataFrame, found: Mapping[str, Column]) -> pl.DataFrame:
    """The template's own example row says so in the place of a code."""
    place = next((at for at, column in found.items() if column.key == "code"), None)
    if place is None:
        return texts
    said = texts[place].drop_nulls().unique()
    return texts.filter(
        ~pl.col(place).is_in([one for one in said if fold(one) == EXAMPLE]).fill_null(value=False)
    )


def _refuse_headings(
    sheet: str, headings: Mapping[str, str], found: Mapping[str, Column], columns: Sequence[Column]
) -> None:
    keys = [column.key for column in found.values()]
    missing = [c.heading for c in columns if c.required and c.key not in keys]
    name = f"Trang «{sheet}»" if sheet else _("Tệp")
    if missing:
        raise Refused(
            _("%(name)s thiếu cột %(listed)s")
            % {"name": name, "listed": ", ".join(f"«{m}»" for m in missing)},
            why=_("không tìm thấy tiêu đề cột này trong các dòng đầu"),
            remedy=_("Đặt tiêu đề cột đúng như trong tệp mẫu (có dấu hay không dấu đều được)."),
        )
    twice = sorted({headings[at] for at, c in found.items() if keys.count(c.key) > 1})
    if twice:
        raise Refused(
            _("%(name)s có cột lặp lại: %(listed)s")
            % {"name": name, "listed": ", ".join(f"«{t}»" for t in twice)},
            remedy=_("Giữ lại một cột cho mỗi nội dung."),
        )


def _read_column(table: Table, place: str, column: Column) -> None:
    texts = table.texts.select(ROW, pl.col(place).alias("text"))
    answers = read_distinct(texts["text"].drop_nulls().unique(), column)
    joined = texts.join(answers, on="text", how="left", maintain_order="left")
    table.frame = table.frame.with_columns(
        joined["value"].alias(column.key),
        joined["clear"].fill_null(value=False).alias(f"{column.key}!"),
        *([joined["precision"].alias(f"{column.key}_precision")] if column.precise else []),
    )
    wrong = joined.filter(pl.col("reason").is_not_null())
    if not wrong.is_empty():
        table.note(wrong.select(ROW, "reason", "remedy"), column.key)


def read_distinct(texts: pl.Series, column: Column) -> pl.DataFrame:
    """Each distinct text with its value (and precision), or the reason why it has none."""
    answers = [_answer(text, column) for text in texts]
    frame = pl.DataFrame(
        answers,
        schema={
            "value": column.dtype,
            "precision": pl.String,
            "clear": pl.Boolean,
            "reason": pl.String,
            "remedy": pl.String,
        },
        orient="row",
    )
    return frame.insert_column(0, texts.alias("text"))


def _answer(text: str, column: Column) -> tuple[Any, str | None, bool, str | None, str | None]:
    if column.clearable and clears(text):
        return None, None, True, None, None
    try:
        value = column.read(written_out(text))
    except Refused as refused:
        return None, None, False, refused.what, refused.remedy
    if column.precise:
        return value[0], value[1], False, None, None
    return value, None, False, None, None
