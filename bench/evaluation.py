"""A form of 32 topics that 90 learners answered: sealed ballots opened, counted, reckoned.

Run as `python -m bench.evaluation` in a process of its own; prints JSON.
"""

import json
import os
import random
import time
from datetime import date

import django

from bench.city import measured
from bench.lines import Line

TOPICS, LEARNERS, TIMES, TARGET = 32, 90, 7, 0.2
DAY = date(2024, 6, 1)


def evaluation() -> list[Line]:
    """Measure in a fresh process."""
    job = f"a form of {TOPICS} topics, {LEARNERS} ballots opened and counted"
    return [Line(job, measured("bench.evaluation"), target=TARGET)]


def main() -> None:
    """Seal the ballots of a class, then open and count them some times."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hientai.site.settings")
    django.setup()
    from hientai.evaluation.domain import counting  # noqa: PLC0415  Django is set up first
    from hientai.evaluation.domain.ballots import Ballot, packed, unpacked  # noqa: PLC0415
    from hientai.evaluation.domain.criteria import in_force  # noqa: PLC0415
    from hientai.evaluation.services.keys import opened, sealed  # noqa: PLC0415

    lines = [
        counting.Line(one.object, one.text, f"{topic}")
        for one in in_force(DAY).indicators
        for topic in range(TOPICS if one.object == "lecturer" else 1)
    ]
    chance, salt = random.Random(1), b"s" * 32
    boxes = [
        sealed(
            packed(Ballot(tuple(chance.randint(1, 10) for _line in lines), ("Tốt", "Phòng nóng"))),
            form=1,
            salt=salt,
        )
        for _learner in range(LEARNERS)
    ]
    times = []
    for _time in range(TIMES):
        began = time.perf_counter()
        ballots = [unpacked(opened(box, form=1, salt=salt) or b"", len(lines)) for box in boxes]
        valid = [one.scores for one in ballots if not counting.is_void(one.scores, 5)]
        counting.index_of(lines, counting.counted(valid, len(lines), 10), "indicators")
        times.append(time.perf_counter() - began)
    print(json.dumps(times))


if __name__ == "__main__":
    main()
