"""The reform of 2025 over the whole city: 579 communes and 30 districts in one act.

Run as `python -m bench.reform FILE` in a process of its own; prints JSON. The act is taken back
at the end, so that what is measured after it stands on the city as it was.
"""

import json
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import django

from bench.city import measured
from bench.lines import Line

DAY = date(2025, 7, 1)


def reform(path: Path) -> list[Line]:
    """Measure in a fresh process: from the file to its preview, done, taken back."""
    found = measured("bench.reform", str(path))
    moved = f"{found['steps']:,} lines, {found['moved']:,} posts moved"
    return [
        Line("preview of the reform of 579 + 30 units", [found["preview"]], "s", 5, note=moved),
        Line("the reform done", [found["done"]], "s", 10),
        Line("the reform taken back", [found["undone"]], "s", 10),
    ]


def main() -> None:
    """Hand in and look, carry out, undo, with the clock on each."""
    django.setup()
    # Models can be imported only once Django is set up.
    from hientai.accounts.services import operator_scope  # noqa: PLC0415
    from hientai.reforms import papers, services  # noqa: PLC0415

    def looked_at() -> tuple[Any, int]:
        path = Path(sys.argv[1])
        made = services.hand_in(actor=None, path=path, name="Bench", on=DAY, ground="Bench")
        return made, len(papers.picture_of(made).changes)

    scope = partial(operator_scope, "bench")
    (made, steps), preview = _timed(scope, looked_at)
    moved, done = _timed(scope, lambda: services.carry_out(actor=None, reform=made))
    _gone, undone = _timed(scope, lambda: services.undo(actor=None, reform=made, ground="Bench"))
    found = {"preview": preview, "done": done, "undone": undone, "steps": steps, "moved": moved}
    sys.stdout.write(json.dumps(found))


def _timed(
    scope: Callable[[], AbstractContextManager[None]], verb: Callable[[], Any]
) -> tuple[Any, float]:
    """What a verb gives in a transaction of its own, and the seconds up to its end."""
    began = time.perf_counter()
    with scope():
        made = verb()
    return made, time.perf_counter() - began


if __name__ == "__main__":
    main()
