"""Which papers there are, whom each is about, and what holds of a person by them.

Row-level security decides what each of these can see; none of them filters by scope itself.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from hientai.decisions.domain.amending import Change, changes
from hientai.decisions.domain.kinds import (
    DONE,
    FREE,
    OPEN,
    REPLACES,
    SEND,
    SENDS,
    WITHDRAWS,
    done_words,
)
from hientai.decisions.domain.people import said_day
from hientai.decisions.models import Letter, Row, Sending
from hientai.documents.models import Paper
from hientai.nominations.models import Nomination, NominationList

NOT_TAKEN_OFF = ~Q(state=FREE) | Q(sending__paper__state="dropped")
"""Rows of a paper; who was taken off while it was a draft stands there only when it was dropped."""
AWAY = (WITHDRAWS, REPLACES)
"""After such a row the person goes no more."""


def sendings(on: date | None = None) -> QuerySet[Sending]:
    """Every paper in sight, the latest first, with `people`, how many it is about."""
    counted = Row.objects.filter(NOT_TAKEN_OFF, sending=OuterRef("pk"))
    numbered = counted.order_by().values("sending").annotate(n=Count("pk")).values("n")
    rows = Sending.objects.select_related("paper__body", "list", "first__paper")
    if on is not None:
        rows = rows.filter(Q(paper__issued_on=None) | Q(paper__issued_on__lte=on))
    return (
        rows.defer("paper__content", "paper__words", "paper__values")
        .annotate(people=Subquery(numbered))
        .order_by("-pk")
    )


def sending(key: int) -> Sending | None:
    """One paper of this room, if it is in sight."""
    rows = Sending.objects.select_related("paper__body", "list__scheme", "list__unit", "unit")
    return (
        rows.select_related("first__paper", "list__training_class__version").filter(pk=key).first()
    )


def of_paper(paper: Paper) -> Sending | None:
    """What a paper of the register does here; None for one of another room."""
    return Sending.objects.select_related("first__paper", "list").filter(paper=paper.pk).first()


@dataclass(frozen=True)
class Told:
    """A row of a paper with the person, what it changes, and where the person stands by now.

    `latest` is the last registered row of the same seat; `on_its_way` one that is not registered
    yet. `holds` says whether the person still goes by this paper.
    """

    row: Row
    code: str
    name: str
    changes: tuple[Change, ...]
    latest: Row
    on_its_way: Row | None

    @property
    def holds(self) -> bool:
        """Whether the person still goes."""
        return self.latest.state == DONE and self.latest.what not in AWAY

    @property
    def done(self) -> str:
        """What the paper does with the person, in words."""
        return done_words(self.row.what)

    @property
    def unit(self) -> str:
        """The unit that the paper names."""
        return str(self.row.after.get("unit") or self.row.before.get("unit", ""))

    @property
    def stands(self) -> str:
        """Where the person stands by the papers so far, in words."""
        return self.days if self.holds else done_words(self.latest.what)

    @property
    def tone(self) -> str:
        """The colour of that."""
        return "good" if self.holds else "mute"

    @property
    def days(self) -> str:
        """The days of study that hold now."""
        return days_of(self.latest.after)


def days_of(said: Mapping[str, str]) -> str:
    """First and last day of study as a row keeps them, in words; "" where it says none."""
    first, last = said_day(said.get("starts_on")), said_day(said.get("ends_on"))
    return f"{first} – {last}" if first else ""


def rows_of(held: Sending) -> list[Told]:
    """The rows of a paper in order, each with where its person stands by the papers so far."""
    rows = list(Row.objects.filter(NOT_TAKEN_OFF, sending=held).order_by("position"))
    people = people_of(held.pk)
    chains = chains_of([row.seat_id for row in rows if row.seat_id])
    return [_told(row, people, chains.get(row.seat_id or 0, [row])) for row in rows]


def _told(row: Row, people: dict[int, tuple[str, str]], chain: Sequence[Row]) -> Told:
    done = [one for one in chain if one.state == DONE]
    code, name = people.get(row.person_id, ("", row.after.get("name", "")))
    made = () if row.what in (SENDS, *AWAY) else tuple(changes(row.before, row.after))
    waiting = next((one for one in chain if one.state == "open" and one.pk != row.pk), None)
    return Told(row, code, name, made, done[-1] if done else row, waiting)


def people_of(key: int) -> dict[int, tuple[str, str]]:
    """Code and name of the people of a paper, by person."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM decisions_people(%s)", [key])
        return {row[0]: (row[1], row[2]) for row in cursor.fetchall()}


def chains_of(seats: Collection[int]) -> dict[int, list[Row]]:
    """The rows about each seat, in the order of their papers; given up ones left out."""
    rows = Row.objects.filter(seat__in=seats).exclude(state=FREE)
    found: dict[int, list[Row]] = {}
    for row in (
        rows.select_related("sending__paper__body")
        .defer("sending__paper__content", "sending__paper__words", "sending__paper__values")
        .order_by("pk")
    ):
        found.setdefault(row.seat_id or 0, []).append(row)
    return found


def standing(first: Sending) -> list[Told]:
    """The people whom a registered paper sent and who still go, with what holds of them."""
    rows = Row.objects.filter(sending=first, what=SENDS, state=DONE).order_by("position")
    people = people_of(first.pk)
    chains = chains_of([row.seat_id for row in rows if row.seat_id])
    told = [_told(row, people, chains.get(row.seat_id or 0, [row])) for row in rows]
    return [one for one in told if one.holds]


def letters_of(first: Sending) -> QuerySet[Letter]:
    """The letters that call people of a paper to their class, the first first."""
    return first.letters.select_related("paper__body").order_by("pk")


def letters_of_list(held: NominationList) -> QuerySet[Letter]:
    """The papers that submit people of a list, or call them, the first first."""
    return held.letters.select_related("paper__body").order_by("pk")


def letter_of(paper: Paper) -> Letter | None:
    """What a paper of the register says of whom; None for one that is no letter of this room."""
    return Letter.objects.select_related("sending__paper", "list").filter(paper=paper.pk).first()


def amendments_of(first: Sending) -> QuerySet[Sending]:
    """The papers that amend one, the first first."""
    return first.amendments.select_related("paper__body").order_by("pk")


def of_person(person_id: int) -> list[Row]:
    """What papers say of a person, the latest first; given up ones left out."""
    rows = Row.objects.filter(person=person_id).exclude(state=FREE)
    return list(
        rows.select_related("sending__paper__body", "sending__list")
        .defer("sending__paper__content", "sending__paper__words", "sending__paper__values")
        .order_by("-pk")
    )


def own_row(key: int) -> Row | None:
    """A row of a registered paper that is about the reader."""
    rows = Row.objects.extra(where=["decisions_row.person_id = audit_setting('person')::bigint"])
    return (
        rows.select_related("sending__paper__body", "sending__list", "person")
        .filter(pk=key, state=DONE)
        .first()
    )


def of_class(class_id: int) -> QuerySet[Sending]:
    """The papers about people of a class."""
    return sendings().filter(list__training_class=class_id)


def papers_of_class(class_id: int) -> QuerySet[Paper]:
    """The papers that send people to a class, as far as the reader is told of them."""
    told = RawSQL("SELECT decisions_papers_of_class(%s)", [class_id])
    return Paper.objects.select_related("body").filter(pk__in=told).order_by("issued_on", "pk")


def of_list(nomination_list: NominationList) -> QuerySet[Sending]:
    """The papers about people of a list."""
    mine = Row.objects.filter(nomination__list=nomination_list.pk)
    return sendings().filter(Q(list=nomination_list.pk) | Q(pk__in=mine.values("sending")))


def undecided(lists: Collection[int]) -> list[Nomination]:
    """The rows of lists that hold a seat and stand on no paper yet, in order."""
    rows = Nomination.objects.filter(list__in=lists, state="seated", seat__state="held").exclude(
        pk__in=Row.objects.filter(what=SENDS, state__in=["open", "done"]).values("nomination")
    )
    return list(rows.select_related("seat", "list").order_by("list", "position", "pk"))


def may_be_redrafted(held: Sending) -> bool:
    """Whether people may still be taken off and added."""
    return held.kind == SEND and held.paper.state == Paper.State.DRAFT


def may_be_amended_anew(held: Sending) -> bool:
    """Whether an amending paper may still say it otherwise: of whom, why, what changes."""
    return held.kind != SEND and held.paper.state == Paper.State.DRAFT


def rows_drafted(held: Sending) -> list[Row]:
    """The rows of a draft in their order, without those that were taken off."""
    return list(Row.objects.filter(sending=held, state=OPEN).order_by("position"))


def beside(held: NominationList) -> list[NominationList]:
    """Other approved lists for the same course, which one paper can send together with it."""
    same = NominationList.objects.filter(
        state="approved", **{name: getattr(held, name) for name in SAME}
    )
    return list(same.exclude(pk=held.pk).select_related("unit", "submission").order_by("pk"))


SAME = (
    "scheme_id",
    "item_id",
    "training_class_id",
    "programme",
    "starts_on",
    "ends_on",
    "form",
    "place",
    "fund",
)
"""What lists have in common whose people one paper sends."""


def as_data(one: Told) -> dict[str, Any]:
    """A row under stable names, for JSON."""
    row = one.row
    return {
        "position": row.position,
        "code": one.code,
        "name": one.name,
        "what": row.what,
        "state": row.state,
        "seat": row.seat_id,
        "nomination": row.nomination_id,
        "before": row.before,
        "after": row.after,
        "passed": row.passed,
        "holds": one.holds,
    }
