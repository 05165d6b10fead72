"""An oracle of the law, written from the texts apart from the product: plain scalar Python.

It knows nothing of columns or null logic. What the register does not say it tries out: every day
of a birth year, every length of probation, every category, every rating. A condition is passed
where it is met in all these worlds, failed where in none, otherwise unknown.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

Person = dict[str, Any]
OFFICIALS = {"cadre", "civil_servant", "commune_cadre", "commune_civil_servant"}
CIVIL_SERVANTS = {"civil_servant", "commune_civil_servant"}
EVERYBODY = OFFICIALS | {"public_employee"}
DAY = timedelta(days=1)


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def last_day(year: int, month: int) -> int:
    if month == 2:
        return 29 if is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def plus_months(day: date, months: int) -> date:
    year, month = day.year, day.month + months
    while month > 12:
        year, month = year + 1, month - 12
    return date(year, month, min(day.day, last_day(year, month)))


def full_years(since: date, on: date) -> int:
    anniversary = min(since.day, last_day(on.year, since.month))
    return on.year - since.year - ((on.month, on.day) < (since.month, anniversary))


def rule_set(category: str, on: date) -> str:
    """NĐ 171 took civil servants on 1/7/2025, NĐ 259 public employees and the end of NĐ 101 on
    1/7/2026; cadres are then treated by analogy with NĐ 171."""
    if on >= date(2026, 7, 1):
        return "nd259" if category == "public_employee" else "nd171"
    if on >= date(2025, 7, 1) and category in CIVIL_SERVANTS:
        return "nd171"
    return "nd101"


def births(person: Person) -> Iterator[date]:
    """Every day the person may have been born on."""
    born, precision = person["birth_date"], person["birth_precision"]
    months = range(1, 13) if precision == "year" else [born.month]
    for month in months:
        if precision == "day":
            yield born
        else:
            for number in range(1, last_day(born.year, month) + 1):
                yield date(born.year, month, number)


def probation_ends(person: Person) -> list[date]:
    """Every day probation may have ended: at once, or up to twelve months after the start."""
    if person["probation_end"] is not None:
        return [person["probation_end"]]
    start = person["service_start"]
    latest = plus_months(start, 12)
    return [start + DAY * i for i in range((latest - start).days + 1)]


def answer(worlds: Iterable[bool | None]) -> str:
    """Of worlds in which a condition is met (True), not met (False) or not asked (None)."""
    seen = set(worlds)
    if seen == {None}:
        return "not_asked"
    if False not in seen:
        return "passed"
    return "failed" if seen == {False} else "unknown"


def categories(person: Person) -> Iterable[str]:
    return EVERYBODY if person["category"] is None else [person["category"]]


def asked(
    person: Person, on: date, decree: str, groups: set[str], worlds: Callable[[], Iterable[bool]]
) -> str:
    """The answer of a condition of one decree, asked of some groups of people."""
    found: list[bool | None] = []
    for category in categories(person):
        if rule_set(category, on) == decree and category in groups:
            found.extend(worlds())
        else:
            found.append(None)
    return answer(found)


def age_worlds(
    person: Person, on: date, limit: int, first: str = "had_postgraduate"
) -> list[bool | None]:
    """First postgraduate study only; whole years count, so 40 years 11 months is still 40.

    `first` is what makes it not the first: a degree that is held ("had_postgraduate"), or having
    been sent, degree or not ("sent_before").
    """
    met: list[bool | None] = []
    if person[first] in (True, None):
        met.append(None)
    if person[first] in (False, None):
        if person["birth_date"] is None:
            return [*met, True, False]
        met.extend(full_years(born, on) <= limit for born in births(person))
    return met


def told_anyway(person: Person, on: date, limit: int, first: str) -> bool:
    """Whether a holder of a degree who was never sent is told, beside not being asked, that the
    other reading would ask, and that the age is then over the limit or not known."""
    if first == "sent_before" or not person["had_postgraduate"] or person["sent_before"]:
        return False
    return answer(age_worlds(person, on, limit, "sent_before")) in ("failed", "unknown")


def age_asked(person: Person, on: date, decree: str, limit: int, first: str) -> str:
    found = asked(person, on, decree, OFFICIALS, lambda: age_worlds(person, on, limit, first))
    mine = person["category"] in OFFICIALS and rule_set(person["category"], on) == decree
    if found == "not_asked" and mine and told_anyway(person, on, limit, first):
        return "passed"
    return found


def service_without_probation(person: Person, on: date) -> list[bool]:
    if person["service_start"] is None and person["probation_end"] is None:
        return [True, False]
    return [full_years(end, on) >= 3 for end in probation_ends(person)]


def service_with_probation(person: Person, on: date) -> list[bool]:
    if person["service_start"] is not None:
        return [full_years(person["service_start"], on) >= 3]
    if person["probation_end"] is not None and full_years(person["probation_end"], on) >= 3:
        return [True]
    return [True, False]


def rating_worlds(*ratings: int | None) -> list[bool]:
    worlds = [True]
    for rating in ratings:
        values = [1, 2, 3, 4] if rating is None else [rating]
        worlds = [so_far and value >= 3 for so_far in worlds for value in values]
    return worlds


def probation_over(person: Person, on: date) -> list[bool]:
    """Who has no recorded end may have had none, or may still be in it for twelve months."""
    if person["probation_end"] is not None:
        return [person["probation_end"] <= on]
    start = person["service_start"]
    return [True] if start is not None and plus_months(start, 12) <= on else [True, False]


def discipline_worlds(person: Person) -> list[bool]:
    return [True, False] if person["disciplined"] is None else [not person["disciplined"]]


def postgraduate(person: Person, on: date, first: str = "had_postgraduate") -> dict[str, str]:
    """The answer to each condition of postgraduate study, by the decrees of the day."""
    two_years = rating_worlds(person["rating_1"], person["rating_2"])
    answers = {
        "nd101.service": asked(
            person, on, "nd101", OFFICIALS, lambda: service_without_probation(person, on)
        ),
        "nd101.ratings": asked(person, on, "nd101", OFFICIALS, lambda: two_years),
        "nd101.age": age_asked(person, on, "nd101", 40, first),
        "nd101.probation": asked(
            person, on, "nd101", {"public_employee"}, lambda: probation_over(person, on)
        ),
        "nd171.service": asked(
            person, on, "nd171", OFFICIALS, lambda: service_with_probation(person, on)
        ),
        "nd171.ratings": asked(person, on, "nd171", OFFICIALS, lambda: two_years),
        "nd171.age": age_asked(person, on, "nd171", 45, first),
        "nd259.discipline": asked(
            person, on, "nd259", {"public_employee"}, lambda: discipline_worlds(person)
        ),
    }
    return {**answers, **_proved(person, on, ("commitment", "field"))}


def study_abroad(person: Person, on: date, months_left: int) -> dict[str, str]:
    """The answer to each condition of study abroad: the same numbers in every decree."""
    length = "short" if months_left == 18 else "long"
    last = last_day_of_service(person, on)
    left = [True, False] if last is None else [plus_months(on, months_left) <= last + DAY]
    answers = {}
    for decree in ("nd101", "nd171", "nd259"):
        worlds = {
            f"{decree}.abroad_left_{length}": left,
            f"{decree}.abroad_discipline": discipline_worlds(person),
            f"{decree}.abroad_rating": rating_worlds(person["rating_1"]),
        }
        for code, met in worlds.items():
            answers[code] = asked(person, on, decree, EVERYBODY, lambda met=met: met)
    return {**answers, **_proved(person, on, ("abroad_field", "abroad_health", "abroad_exit"))}


def verdict(answers: dict[str, str]) -> str:
    for outcome in ("failed", "unknown", "to_be_proved"):
        if outcome in answers.values():
            return outcome
    return "passed"


# The printed ages by month of birth: (first month of birth, years, months), up to the next line.
MEN = [
    ((1900, 1), 60, 0),
    ((1961, 1), 60, 3),
    ((1961, 10), 60, 6),
    ((1962, 7), 60, 9),
    ((1963, 4), 61, 0),
    ((1964, 1), 61, 3),
    ((1964, 10), 61, 6),
    ((1965, 7), 61, 9),
    ((1966, 4), 62, 0),
]
WOMEN = [
    ((1900, 1), 55, 0),
    ((1966, 1), 55, 4),
    ((1966, 9), 55, 8),
    ((1967, 5), 56, 0),
    ((1968, 1), 56, 4),
    ((1968, 9), 56, 8),
    ((1969, 5), 57, 0),
    ((1970, 1), 57, 4),
    ((1970, 9), 57, 8),
    ((1971, 5), 58, 0),
    ((1972, 1), 58, 4),
    ((1972, 9), 58, 8),
    ((1973, 5), 59, 0),
    ((1974, 1), 59, 4),
    ((1974, 9), 59, 8),
    ((1975, 5), 60, 0),
]


def last_day_of_service(person: Person, on: date) -> date | None:
    """The day of retirement: the register's own, else the end of the month of the age."""
    if person["own_retirement_date"] is not None:
        return person["own_retirement_date"]
    born = person["birth_date"]
    if born is None or person["sex"] is None:
        return None
    month = date(born.year, born.month, 1)
    if person["birth_precision"] == "month":
        month = plus_months(month, 1)
    elif person["birth_precision"] == "year":
        month = date(born.year, 1, 1)
    years, months = age_of_retirement(month, person["sex"], on)
    reached = plus_months(month, 12 * years + months)
    return date(reached.year, reached.month, last_day(reached.year, reached.month))


def age_of_retirement(month: date, sex: str, on: date) -> tuple[int, int]:
    if on < date(2021, 1, 1):
        return (60, 0) if sex == "male" else (55, 0)
    lines = [line for line in (MEN if sex == "male" else WOMEN)]
    return next(
        (years, months)
        for start, years, months in reversed(lines)
        if (month.year, month.month) >= start
    )


def _proved(person: Person, on: date, names: Iterable[str]) -> dict[str, str]:
    """What the application proves, of the decrees the person may fall under."""
    decrees = {rule_set(category, on) for category in categories(person)}
    return {f"{decree}.{name}": "to_be_proved" for decree in decrees for name in names}
