"""Which turns of the history could belong to a scheme, by what their file says.

The rule: a turn without an item waits to be matched where its file names the scheme, however
it is written (its number, its code, a part of its title); where the file names no scheme at all;
or where it gives the id of one of the scheme's quotas. A turn that names another programme, such
as a yearly plan, belongs to that one: it does not wait, and it is never counted either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from hientai.shared.vietnamese import fold

NUMBERS = re.compile(r"\d{3,}")
"""What tells one document from another in its number: 1698/QĐ-UBND."""


def could_name(stated: str, names: Iterable[str]) -> bool:
    """Whether what a file states may mean the scheme of these names (code, number, titles).

    Nothing stated may mean any scheme.
    """
    said = fold(stated)
    known = [fold(name) for name in names if name]
    if any(said in name or name in said for name in known):
        return True
    numbers = {number for name in known for number in NUMBERS.findall(name)}
    return bool(numbers & set(NUMBERS.findall(said)))
