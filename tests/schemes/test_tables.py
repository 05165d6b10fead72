"""Tables of a pack are checked: cells, groups and findings that are there (S1, R5)."""

import pytest
from pydantic import ValidationError

from hientai.schemes.domain.checks import CHECKS
from hientai.schemes.domain.tables import Line, Table, as_number, share_like
from tests.schemes.people import shipped

PACK = shipped("quangnam-7328")


def test_a_printed_number_is_given_for_every_cell() -> None:
    table = PACK.tables[0].model_dump(by_alias=True, exclude_none=True)
    table["printed"] = table["printed"][:-1]
    with pytest.raises(ValidationError, match="mỗi ô"):
        Table.model_validate(table)


def test_a_line_that_asks_for_an_unknown_group_is_named() -> None:
    table = PACK.tables[0]
    wrong = table.model_copy(update={"rows": (Line(title="Nhóm 9", group="N9"), *table.rows[1:])})
    pack = PACK.model_copy(update={"tables": (wrong,)})
    found = [misfit for check in CHECKS for misfit in check(pack)]
    assert [(name, "N9" in what) for name, _path, what, _remedy in found] == [("tables", True)]


def test_every_finding_of_a_table_is_one_of_the_pack() -> None:
    known = {finding.id for finding in PACK.findings}
    assert {one for table in PACK.tables for one in table.findings} <= known
    assert "MT.4" in PACK.tables[1].findings


def test_a_printed_percentage_stands_for_every_cell_or_says_that_there_is_none() -> None:
    table = PACK.tables[0].model_dump(by_alias=True, exclude_none=True)
    table["shares"]["printed"] = table["shares"]["printed"][:-1]
    with pytest.raises(ValidationError, match="shares"):
        Table.model_validate(table)


def test_every_percentage_that_its_numbers_do_not_give_is_told_by_a_finding() -> None:
    """R5: what the pack copies from the document is held against the document itself."""
    wrong = {}
    for table in PACK.tables:
        assert table.shares is not None
        for row, line in enumerate(table.shares.printed, start=1):
            for column, written in enumerate(line, start=1):
                at = table.shares.whole_of(row, column)
                numbers = [table.printed[r - 1][c - 1] for r, c in ((row, column), at)]
                meant = share_like(written, *numbers) if written else None
                if written and meant != as_number(written):
                    wrong[table.id, written] = str(meant).replace(".", ",")
    assert wrong == {("B4", "16,32"): "16,22", ("B4", "20,64"): "20,65"}
    told = next(one for one in PACK.findings if one.id == "SO.3")
    assert all(meant in told.follows for meant in wrong.values())
