"""Tables of a pack are checked: cells, groups and findings that are there (S1, R5)."""

import pytest
from pydantic import ValidationError

from hientai.schemes.domain.checks import CHECKS
from hientai.schemes.domain.tables import Line, Table
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
