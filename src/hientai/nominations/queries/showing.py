"""Lists of nominations and their rows as pages show them: few queries, however many rows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from hientai.nominations.domain.overlapping import BLOCK
from hientai.nominations.models import Batch, Nomination, NominationList, NominationStep
from hientai.organisations.models import UnitVersion
from hientai.people.models import Person
from hientai.people.queries import Listed, PeopleFilter, listed, people_on
from hientai.shared.vietnamese import fold, known_day

State = Nomination.State
DRAFT = NominationList.State.DRAFT
STOPPED = Q(verdict__in=["failed", "unknown"]) | Q(level=BLOCK)
"""Rows that cannot be submitted as they are (see `domain.verdicts.stops`)."""
SUGGESTED = 8


def lists_on(on: date) -> QuerySet[NominationList]:
    """Every list that the reader sees, the newest first, with its unit's name as of a day."""
    named = UnitVersion.objects.filter(unit=OuterRef("unit"), period__contains=on)
    rows = NominationList.objects.select_related("scheme", "unit", "training_class", "submission")
    return rows.annotate(
        unit_name=Subquery(named.values("name")[:1]),
        unit_folded=Subquery(named.values("name_folded")[:1]),
    ).order_by("-opened_on", "-pk")


def found(rows: QuerySet[NominationList], text: str) -> QuerySet[NominationList]:
    """Lists whose title, programme, quota or unit holds every word, whatever its accents."""
    for word in fold(text).split():
        rows = rows.filter(
            Q(title__unaccent__icontains=word)
            | Q(programme__unaccent__icontains=word)
            | Q(item_id__icontains=word)
            | Q(unit_folded__contains=word)
        )
    return rows


def counted(lists: Sequence[NominationList]) -> dict[int, Counter[str]]:
    """How many rows of each list stand in each state."""
    rows = Nomination.objects.filter(list__in=lists).values_list("list_id", "state")
    counts: dict[int, Counter[str]] = {one.pk: Counter() for one in lists}
    for list_id, state, n in rows.annotate(n=Count("pk")):
        counts[list_id][state] = n
    return counts


def rows_of(nomination_list: NominationList) -> QuerySet[Nomination]:
    """The rows of a list in their order; who was taken off while it was drawn up comes last.

    Without their people: an approver sees the list and not the records (see `named`).
    """
    rows = Nomination.objects.filter(list=nomination_list).select_related("seat")
    return rows.annotate(gone=Q(state=State.WITHDRAWN)).order_by("gone", "position", "pk")


def live(rows: QuerySet[Nomination]) -> QuerySet[Nomination]:
    """The rows that were not taken off."""
    return rows.exclude(state=State.WITHDRAWN)


@dataclass(frozen=True)
class Named:
    """Who a row is about, as whoever sees the list may know."""

    person_id: int
    code: str
    name: str
    birth_date: date | None
    birth_precision: str

    @property
    def born(self) -> str:
        """The birth date as exactly as it is known."""
        return known_day(self.birth_date, self.birth_precision)


PEOPLE = """
SELECT id, code, name, birth_date, birth_precision FROM nominations_people(%(list)s)
WHERE %(people)s::bigint[] IS NULL OR id = ANY (%(people)s)
"""


def named(nomination_list: NominationList, people: Iterable[int] | None = None) -> dict[int, Named]:
    """The people of a list, or some of them, by key."""
    asked = {"list": nomination_list.pk, "people": None if people is None else list(people)}
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, asked)
        return {row[0]: Named(*row) for row in cursor.fetchall()}


def rows_found(
    rows: QuerySet[Nomination], nomination_list: NominationList, text: str
) -> QuerySet[Nomination]:
    """Rows of people whose name holds every word, or whose code begins so."""
    words, code = fold(text).split(), text.strip().upper()
    people = [
        one.person_id
        for one in named(nomination_list).values()
        if one.code.upper().startswith(code) or all(word in fold(one.name) for word in words)
    ]
    return rows.filter(person__in=people)


def shown(people: Iterable[int], on: date) -> dict[int, Listed]:
    """Post, unit and the rest of people in sight as lists show them on a day."""
    return {one.person_id: one for one in listed(list(people), on)}


@dataclass(frozen=True)
class Head:
    """The counts over a list: on it, those that stand in the way by their kind, and states."""

    on_list: int
    failed: int
    unknown: int
    blocked: int
    to_be_proved: int
    warned: int
    states: Counter[str]

    @property
    def stopped(self) -> int:
        """How many rows cannot be submitted as they are."""
        return self.failed + self.unknown + self.blocked


def head_of(nomination_list: NominationList) -> Head:
    """The counts of a list in one query."""
    rows = Nomination.objects.filter(list=nomination_list)
    found = rows.values_list("state", "verdict", "level").annotate(n=Count("pk"))
    states: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for state, verdict, level, n in found:
        states[state] += n
        if state != State.WITHDRAWN:
            kinds[_kind(verdict, level)] += n
            kinds["warned"] += n if level in ("note", "warn") else 0
    return Head(
        on_list=sum(n for state, n in states.items() if state != State.WITHDRAWN),
        failed=kinds["failed"],
        unknown=kinds["unknown"],
        blocked=kinds["blocked"],
        to_be_proved=kinds["to_be_proved"],
        warned=kinds["warned"],
        states=states,
    )


def _kind(verdict: str, level: str) -> str:
    return verdict if verdict in ("failed", "unknown") else "blocked" if level == BLOCK else verdict


def tied_in(nomination_list: NominationList) -> list[list[Nomination]]:
    """The people who share their points, each tie in its order; who stands alone is in none."""
    ties: dict[int, list[Nomination]] = {}
    for row in live(rows_of(nomination_list)):
        ties.setdefault(row.rank, []).append(row)
    return [tie for tie in ties.values() if len(tie) > 1]


def tie_sizes(nomination_list: NominationList) -> dict[int, int]:
    """How many share each rank that is shared."""
    rows = Nomination.objects.filter(list=nomination_list).exclude(state=State.WITHDRAWN)
    counts = rows.values_list("rank").annotate(n=Count("pk")).filter(n__gt=1)
    return dict(counts)


def batches_of(nomination_list: NominationList) -> list[Batch]:
    """The bulk steps of a list, the last first."""
    return list(Batch.objects.filter(list=nomination_list).order_by("-pk")[:20])


def steps_of(nomination: Nomination) -> list[NominationStep]:
    """What happened to a row, the last first."""
    return list(NominationStep.objects.filter(nomination=nomination).order_by("-pk"))


def suggested(nomination_list: NominationList, text: str, on: date) -> list[Listed]:
    """The first people of the list's unit whom a search may mean, without those on it."""
    rows = live(Nomination.objects.filter(list=nomination_list))
    there = set(rows.values_list("person", flat=True))
    asked = PeopleFilter(search=text, unit_id=nomination_list.unit_id)
    _total, found = people_on(on, asked, at_most=len(there) + SUGGESTED)
    return listed([one for one in found if one not in there][:SUGGESTED], on)


def drafts_for(slug: str, item: str, on: date) -> QuerySet[NominationList]:
    """The lists of a quota that are still drawn up, the newest first."""
    return of_quota(slug, item, on).filter(state=DRAFT)


def of_quota(slug: str, item: str, on: date) -> QuerySet[NominationList]:
    """The lists of a quota."""
    return lists_on(on).filter(scheme__slug=slug, item_id=item)


def of_class(class_id: int, on: date) -> QuerySet[NominationList]:
    """The lists of a class."""
    return lists_on(on).filter(training_class=class_id)


def of_person(person: Person, *, own: bool = False) -> list[Nomination]:
    """Where somebody was put forward, the newest first; to the nominee, what was once submitted."""
    rows = Nomination.objects.filter(person=person).select_related(
        "list__scheme", "list__unit", "list__submission", "seat"
    )
    if own:
        rows = rows.exclude(list__submitted_on=None)
    else:
        rows = rows.exclude(state=State.WITHDRAWN, list__submitted_on=None)
    return list(rows.order_by("-list__opened_on", "-pk"))


def last_words(nominations: Sequence[Nomination]) -> dict[int, NominationStep]:
    """The last step of each of some rows."""
    steps = NominationStep.objects.filter(nomination__in=nominations).order_by("nomination", "-pk")
    return {step.nomination_id: step for step in steps.distinct("nomination")}


def own_person() -> Person | None:
    """The one person that the reader is; None for a user who is nobody's record."""
    return Person.objects.extra(where=["id = audit_setting('person')::bigint"]).first()
