"""Lists pasted from a spreadsheet, read without a database."""

import csv
import re
from io import StringIO

from hientai.shared.refused import Refused
from hientai.shared.vietnamese import nfc
from hientai.shared.words import _

DIGIT = re.compile(r"\d")


def read_wanted(text: str) -> list[tuple[int, str, str, str]]:
    """People to move: number of the line, code, new title, new position; the last two may lack.

    Cells stand apart by tabs, semicolons or commas; blank lines and a first line of headings (a
    first cell without a digit) are passed over. Refused where nothing is left.
    """
    wanted = []
    for number, line in enumerate(nfc(text).removeprefix("\ufeff").splitlines(), start=1):
        cells = [cell.strip() for cell in _cells(line)]
        if not any(cells) or (number == 1 and not DIGIT.search(cells[0])):
            continue
        code, title, position = (*cells, "", "")[:3]
        wanted.append((number, code.upper(), title, position))
    if not wanted:
        raise Refused(_("Không có dòng nào ghi mã"), remedy=_("Dán mỗi người một dòng, mã ở đầu."))
    return wanted


def _cells(line: str) -> list[str]:
    sign = next((one for one in "\t;," if one in line), "\t")
    return next(csv.reader(StringIO(line), delimiter=sign), [""])
