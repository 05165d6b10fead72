"""What the walls between units cost: the same list pages with row-level security and without.

Run as `python -m bench.walls` in a process of its own; prints JSON. The application's role reads
through the walls; the owner of the tables, in HIENTAI_ROLE=owner, reads past them. Both are asked
in turns, so that a machine that slows down slows both. Cold is a page of which nothing is kept.
"""

import json
import sys
import time
from statistics import median

import django

from bench.city import measured
from bench.lines import Line

USER, PASSWORD = "sonoivu", "hien-tai-2024"
LISTS = (
    "/nguoi/?trang=2",
    "/nguoi/?doi-tuong=civil_servant",
    "/nguoi/?trinh-do=master",
    "/nguoi/?tim=nguyen+van",
    "/de-an/hanoi-1698/chi-tieu/A.1.1/",
    "/de-cu/",
    "/lop/",
    "/van-ban/",
)
TURNS, WARM, COLD, TARGET = 2, 5, 1, 200


def walls() -> list[Line]:
    """Milliseconds of a list page through the walls, beside how much longer that is than past
    them."""
    through: dict[str, list[float]] = {"warm": [], "cold": []}
    ratios: dict[str, list[float]] = {"warm": [], "cold": []}
    for _turn in range(TURNS):
        app, owner = measured("bench.walls"), measured("bench.walls", owner=True)
        for state, times in through.items():
            times += app[state]
            ratios[state] += [
                mine / past for mine, past in zip(app[state], owner[state], strict=True)
            ]
    return [
        Line(
            f"a list page through the walls between units, {state}",
            times,
            "ms",
            TARGET if state == "warm" else None,
            note=f"{median(ratios[state]):.2f} times the same page without them,"
            f" {len(LISTS)} lists, at most {max(ratios[state]):.2f}",
        )
        for state, times in through.items()
    ]


def main() -> None:
    """Ask every list, warm and cold; the median of each in milliseconds."""
    django.setup()
    # Models can be imported only once Django is set up.
    from django.conf import settings  # noqa: PLC0415
    from django.core.cache import cache  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from hientai.training.queries.kept import forget_all  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["*"]
    browser = Client()
    browser.post("/dang-nhap/", {"username": USER, "password": PASSWORD})

    def asked(path: str, times: int, cold: bool) -> float:
        taken = []
        for _time in range(times):
            if cold:
                cache.clear()
                forget_all()
            began = time.perf_counter()
            answer = browser.get(path)
            taken.append((time.perf_counter() - began) * 1000)
            assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return median(taken)

    for path in LISTS:
        browser.get(path)
    found = {
        "cold": [asked(path, COLD, cold=True) for path in LISTS],
        "warm": [asked(path, WARM, cold=False) for path in LISTS],
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
