"""How long screening and targets take, from the database, with nothing kept in memory.

Each function gives the name of the job and the seconds of each run. They read the database of
DATABASE_URL as the operator, who sees everybody; the caller has loaded the register and the turns.
"""

import time
from collections.abc import Callable
from datetime import date

from hientai.accounts.services import operator_scope
from hientai.schemes.queries import scheme
from hientai.screening.queries.figures import quota_figures, target_figures
from hientai.training.queries.kept import forget_all
from hientai.training.queries.readings import Reading, people_on, reading

Timed = tuple[str, list[float]]
RUNS = 5
SLUG = "hanoi-1698"
DAY = date(2024, 6, 1)


def screening(runs: int = RUNS, on: date = DAY) -> Timed:
    """Everybody for all quotas, with reason codes, from the database."""
    return "screening, all quotas", _times(runs, on, lambda asked: quota_figures(asked))


def evaluation(runs: int = RUNS, on: date = DAY) -> Timed:
    """The part of it that judges, when the people are already in memory."""
    return "screening, evaluation", _times(runs, on, lambda asked: quota_figures(asked), people_on)


def targets(runs: int = RUNS, on: date = DAY) -> Timed:
    """All targets as of a day, first time."""
    return "targets, first", _times(runs, on, lambda asked: target_figures(asked))


def targets_again(runs: int = RUNS, on: date = DAY) -> Timed:
    """All targets as of a day, when nothing has changed since."""
    return "targets, again", _times(runs, on, lambda asked: target_figures(asked), target_figures)


def everything(runs: int = RUNS, on: date = DAY) -> list[Timed]:
    """All jobs of this file."""
    return [job(runs, on) for job in (screening, evaluation, targets, targets_again)]


def _times(
    runs: int,
    on: date,
    job: Callable[[Reading], object],
    before: Callable[[Reading], object] = lambda _asked: None,
) -> list[float]:
    seconds = []
    for _run in range(runs):
        forget_all()
        with operator_scope():
            asked = reading(scheme(SLUG, on), on)
            before(asked)
            start = time.perf_counter()
            job(asked)
            seconds.append(time.perf_counter() - start)
    return seconds
