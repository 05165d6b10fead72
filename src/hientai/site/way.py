"""The whole way of a person through each class: nomination, paper, sessions, result, certificate.

Each step stands where its room lets the reader see it; what is not there yet is told as coming.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hientai.certificates.models import Certificate
from hientai.certificates.views.register import state_of
from hientai.decisions.domain.kinds import DONE
from hientai.decisions.models import Row
from hientai.documents.queries.showing import called
from hientai.nominations.models import Nomination
from hientai.people.models import Person
from hientai.results.models import Outcome
from hientai.results.queries.outcomes import current
from hientai.results.queries.showing import state_badge
from hientai.shared.vietnamese import day
from hientai.timetables.models import Learner, Session
from hientai.webkit.cells import Badge
from hientai.webkit.day import Visit

MOST = 30


@dataclass(frozen=True)
class Step:
    """A step of the way: what it is, what is told of it, where it leads, when it was."""

    title: str
    text: str = ""
    href: str = ""
    note: str = ""
    badge: Badge | None = None
    lang: str = ""


def panel(request: Visit, person: Person) -> str:
    """The way through every class, the latest first, for who reads the record."""
    return _told(request, person, own=False)


def own(request: Visit, person: Person) -> str:
    """The same for the person."""
    return _told(request, person, own=True)


def _told(request: Visit, person: Person, *, own: bool) -> str:
    rows = Learner.objects.filter(person=person).select_related("training_class")
    learners = list(rows.order_by("-training_class__starts_on", "-pk")[:MOST])
    if not learners:
        return ""
    found = _Found(request, person, learners, own)
    ways = [(one, [step for step in found.steps(one) if step]) for one in learners]
    return render_to_string("site/way.html", {"ways": ways, "own": own}, request=request)


class _Found:
    """What the rooms tell of some learners of one person, each asked once."""

    def __init__(
        self, request: Visit, person: Person, learners: Sequence[Learner], own: bool
    ) -> None:
        self.request, self.own = request, own
        seats = [one.seat_id for one in learners if one.seat_id]
        classes = {one.training_class_id for one in learners}
        named = Nomination.objects.filter(seat__in=seats).select_related("list")
        self.nominations = {one.seat_id: one for one in named}
        papers = Row.objects.filter(person=person, seat__in=seats, state=DONE)
        papers = papers.select_related("sending__paper__body").order_by("pk")
        self.papers: dict[int | None, list[Row]] = _by(
            papers.defer(
                "sending__paper__content", "sending__paper__words", "sending__paper__values"
            ),
            "seat_id",
        )
        self.sessions = {row["training_class"]: row for row in _sessions(classes)}
        keys = [one.pk for one in learners]
        self.outcomes = {one.learner_id: one for one in current().filter(learner__in=keys)}
        issued = Certificate.objects.filter(person=person, training_class__in=classes)
        self.certificates: dict[int | None, list[Certificate]] = _by(
            issued.order_by("pk"), "training_class_id"
        )

    def steps(self, one: Learner) -> list[Step | None]:
        """The steps of a learner, in order."""
        return [
            self._nomination(self.nominations.get(one.seat_id)),
            *(self._paper(row) for row in self.papers.get(one.seat_id, [])),
            self._class(one),
            self._result(one, self.outcomes.get(one.pk)),
            *(self._certificate(made) for made in self.certificates.get(one.training_class_id, [])),
        ]

    def _nomination(self, one: Nomination | None) -> Step | None:
        if one is None:
            return None
        name = "nominations:mine" if self.own else "nominations:list"
        href = reverse(name) if self.own else reverse(name, args=[one.list_id])
        may = self.own or self.request.user.may("nominations:view")
        on = one.list.submitted_on or one.list.opened_on
        return Step(_("Đề cử"), _("danh sách đề cử"), href if may else "", day(on))

    def _paper(self, row: Row) -> Step:
        may = not self.own and self.request.user.may("decisions:view")
        href = reverse("decisions:sending", args=[row.sending_id]) if may else ""
        paper = row.sending.paper
        on = day(paper.issued_on) if paper.issued_on else ""
        return Step(_("Quyết định"), called(paper), href, on, lang="vi")

    def _class(self, one: Learner) -> Step:
        held, told = one.training_class, self.sessions.get(one.training_class_id)
        text = _("%s buổi") % told["count"] if told else _("chưa xếp lịch")
        if one.left_on is not None:
            text += _(", rời lớp từ %s") % day(one.left_on)
        first, last = _days(told) if told else (held.starts_on, held.ends_on)
        may = self.request.user.may("timetables:view")
        href = reverse("timetables:timetable", args=[held.code]) if may else ""
        return Step(_("Lịch học"), text, href, f"{day(first)} – {day(last)}")

    def _result(self, one: Learner, out: Outcome | None) -> Step:
        if out is None:
            return Step(_("Kết quả"), _("chưa kết luận"))
        href = reverse("results:mine") if self.own else ""
        if not self.own and self.request.user.may("results:view"):
            href = reverse("results:learner", args=[one.training_class.code, one.pk])
        badge = state_badge(out.state)
        text, lang = (out.classification, "vi") if out.classification else (_("xem"), "")
        return Step(_("Kết quả"), text, href, day(out.on), badge, lang)

    def _certificate(self, one: Certificate) -> Step:
        href = reverse("certificates:own_pdf", args=[one.code]) if self.own else ""
        if not self.own and self.request.user.may("certificates:view"):
            href = reverse("certificates:certificate", args=[one.code])
        return Step(_("Chứng chỉ"), str(one), href, day(one.signed_on), state_of(one))


def _sessions(classes: Iterable[int]) -> Any:
    planned = Session.objects.filter(training_class__in=classes, state="planned")
    return planned.values("training_class").annotate(
        count=Count("pk"), first=Min("hours__startswith"), last=Max("hours__startswith")
    )


def _days(told: dict[str, Any]) -> tuple[date, date]:
    return timezone.localtime(told["first"]).date(), timezone.localtime(told["last"]).date()


def _by(rows: Iterable[Any], name: str) -> dict[int | None, list[Any]]:
    told: dict[int | None, list[Any]] = {}
    for one in rows:
        told.setdefault(getattr(one, name), []).append(one)
    return told
