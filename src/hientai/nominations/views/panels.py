"""What this room adds to composite pages: of a person, a quota, a class; what waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from hientai.approvals.queries.trail import WAITING, Mark, trail
from hientai.classes.models import TrainingClass
from hientai.nominations.models import Nomination, NominationList, NominationStep
from hientai.nominations.queries import showing
from hientai.nominations.views import shared
from hientai.nominations.views.lists import people
from hientai.nominations.views.opening import PICKED
from hientai.nominations.views.shared import EDIT, list_badge
from hientai.people.models import Person
from hientai.webkit.cells import Badge
from hientai.webkit.day import Visit

SHOWN = 10


@dataclass(frozen=True)
class Told:
    """One nomination as its panel tells it: where it stands, why, who has it now."""

    row: Nomination
    badge: Badge
    obstacle: str
    last: NominationStep | None
    waiting: Mark | None


def told_of(rows: Sequence[Nomination], request: Visit) -> list[Told]:
    """Nominations of one person in words; who has one that is on its way."""
    last = showing.last_words(rows)
    return [
        Told(row, shared.row_badge(row), shared.obstacle(row), last.get(row.pk), _at(row, request))
        for row in rows
    ]


def _at(row: Nomination, request: Visit) -> Mark | None:
    """Where the list of a submitted row waits."""
    sent = row.list.submission
    if row.state != Nomination.State.SUBMITTED or sent is None:
        return None
    return next((mark for mark in trail(sent, request.on) if mark.what == WAITING), None)


def person_panel(request: Visit, person: Person) -> str:
    """On the page of a person: every nomination, where it stands and why."""
    return _of_person(request, showing.of_person(person)[:SHOWN], own=False)


def own_panel(request: Visit, person: Person) -> str:
    """On the own page: the same, of what was submitted."""
    return _of_person(request, showing.of_person(person, own=True)[:SHOWN], own=True)


def _of_person(request: Visit, rows: Sequence[Nomination], own: bool) -> str:
    if not rows:
        return ""
    context = {"rows": told_of(rows, request), "own": own}
    return render_to_string("nominations/of_person.html", context, request=request)


def quota_way(request: Visit, about: Any) -> str:
    """Among the buttons of a quota's page: a list opened for it, its people narrowed alike."""
    if not request.user.may(EDIT):
        return ""
    kept = {key: request.GET[key] for key in PICKED if request.GET.get(key)}
    return _way({"de-an": about.version.scheme.slug, "chi-tieu": about.quota.id, **kept})


def quota_panel(request: Visit, about: Any) -> str:
    """On a quota's page: its lists, the newest first."""
    return _lists(
        request, showing.of_quota(about.version.scheme.slug, about.quota.id, request.on), ""
    )


def class_panel(request: Visit, held: TrainingClass) -> str:
    """On the page of a class: its lists, and a way to open one."""
    may_open = request.user.may(EDIT) and held.withdrawn_at is None and held.scheme is not None
    way = _way({"lop": held.code}) if may_open else ""
    return _lists(request, showing.of_class(held.pk, request.on), way)


def attention(request: Visit, subject: None) -> str:
    """Lists of the reader's units that were sent back, and those drawn up with people on them."""
    rows = showing.lists_on(request.on).filter(state=NominationList.State.DRAFT)
    back = list(rows.exclude(returned_reason="")[:SHOWN])
    return render_to_string("nominations/attention.html", {"back": back}) if back else ""


def _way(query: dict[str, str]) -> str:
    href = f"{reverse('nominations:open_list')}?{urlencode(query)}"
    return render_to_string("nominations/way.html", {"href": href})


def _lists(request: Visit, rows: QuerySet[NominationList], way: str) -> str:
    found = list(rows[:SHOWN])
    if not found and not way:
        return ""
    counts = showing.counted(found)
    told = [(one, list_badge(one), people(counts[one.pk])) for one in found]
    context = {"rows": told, "total": rows.count(), "way": way}
    return render_to_string("nominations/of_quota.html", context, request=request)
