"""Who learns in the demo's classes: sent by decisions that their units numbered on paper before
they used the system, entered with a scan; and guests."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl
from django.db import transaction
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.approvals import services as approvals
from hientai.classes.models import TrainingClass
from hientai.classes.services import Terms, open_class
from hientai.decisions import services as decisions
from hientai.demo.domain.catalogue import catalogue, parts
from hientai.demo.domain.figures import OPENING_DAY
from hientai.demo.domain.learning import guests
from hientai.demo.domain.sending import SCHEME
from hientai.demo.papers import page
from hientai.demo.services.desks import desk
from hientai.documents import services as documents
from hientai.nominations import services as nominations
from hientai.nominations.models import Nomination, NominationList
from hientai.organisations.models import Unit
from hientai.programmes.models import Institution, Version
from hientai.schemes.queries import scheme
from hientai.screening.domain.screening import Part
from hientai.screening.queries.listings import people_of_quota
from hientai.shared.vietnamese import number, typed_day
from hientai.timetables.queries import learners
from hientai.timetables.services import add_guest
from hientai.training.queries.readings import reading

OWNER, SCHOOL, HOME = "sonoivu", "truong.boiduong", "SNV"
FUND, MOST_LOOKED_AT = "city_budget", 40
PLANNED = date(2024, 3, 18)
"""The day on which the classes of the year's plan were opened."""
GROUND = "Kế hoạch 15/KH-UBND ngày 10/01/2024 (dữ liệu mẫu)"
Told = Mapping[str, Any]
Fit = Mapping[tuple[str, str], Sequence[int]]
"""Who may go by quota and department or district, the first by priority; those named in lists of
nominations by now left out."""


def who_may_go(items: Sequence[str]) -> Fit:
    """Everybody who may go to some quotas on the opening day."""
    found: dict[tuple[str, str], Sequence[int]] = {}
    with operator_scope():
        asked = reading(scheme(SCHEME, OPENING_DAY), OPENING_DAY)
        named = set(Nomination.objects.values_list("person_id", flat=True))
        for item in items:
            rows = people_of_quota(asked, item).frame
            rows = rows.filter(pl.col("part") == Part.ELIGIBLE.value).sort("rank", "code")
            for (organ,), of in rows.group_by(["organ_code"], maintain_order=True):
                free = [one for one in of["person_id"].to_list() if one not in named]
                found[item, str(organ)] = free
    return found


@transaction.atomic
def open_planned() -> str:
    """The classes that wait for their learners, once."""
    with operator_scope(_("dữ liệu mẫu")):
        known = TrainingClass.objects.count()
    if not known:
        known = len([opened(row) for row in catalogue("programmes")["classes"]])
    return _("%s lớp") % number(known)


def opened(row: Told) -> TrainingClass:
    """A class of the list, opened by the owner of the scheme."""
    named = ("code", "title", "starts_on", "ends_on", "places", "form", "item")
    with desk(OWNER) as owner:
        return open_class(
            actor=owner,
            version=Version.objects.get(programme__code=row["programme"], state="approved"),
            institution=Institution.objects.get(unit__code=row["institution"]),
            unit=Unit.objects.get(code=HOME),
            terms=Terms(scheme=SCHEME, ground=GROUND, **{name: row[name] for name in named}),
            on=PLANNED,
        )


def sent(held: TrainingClass, told: Told, fit: Fit) -> None:
    """The units' people go to the class, and guests; a unit that has nobody sends nobody."""
    for group in told["sent"]:
        listed = _agreed(held, group, fit.get((held.item_id, group["unit"]), ()), told)
        if listed is not None:
            _entered(listed, group, told["decided_on"])
    with desk(SCHOOL if held.institution.unit.code == "TBDCB" else OWNER) as keeper:
        came = len(learners(held.pk, held.ends_on)) + len(told["guests"])
        for line in [*told["guests"], *guests(told["least"] - came)]:
            name, organisation = parts(line)
            add_guest(
                actor=keeper,
                held_class=held,
                name=name,
                organisation=organisation,
                contact="",
                joined_on=held.starts_on,
                ground="Công văn đề nghị cho cán bộ dự học (dữ liệu mẫu)",
            )


def _agreed(
    held: TrainingClass, group: Told, people: Sequence[int], told: Told
) -> NominationList | None:
    """The list of a unit, agreed to by its head; None where nobody is free in these days."""
    if not people:
        return None
    abroad = "abroad" if held.form == "abroad" else "domestic"
    with desk(group["officer"]) as officer:
        listed = nominations.open_list(
            actor=officer,
            unit=Unit.objects.get(code=group["unit"]),
            terms=nominations.Terms(training_class=held, fund=FUND, place=abroad),
            on=told["listed_on"],
        )
        on = told["listed_on"]
        seen = nominations.preview(nomination_list=listed, people=people[:MOST_LOOKED_AT], on=on)
        free = [row.person_id for row in seen.rows if not row.stopped][: group["people"]]
        if not free:
            nominations.withdraw_list(
                actor=officer, nomination_list=listed, reason="không có ai đủ điều kiện", on=on
            )
            return None
        nominations.nominate(actor=officer, nomination_list=listed, people=free, on=on)
        waits = nominations.submit(actor=officer, nomination_list=listed, on=on)
    with desk(group["head"]) as head:
        approvals.answer(actor=head, submission=waits, verdict="agreed", on=told["agreed_on"])
    return listed


def _entered(listed: NominationList, group: Told, on: date) -> None:
    """The decision that the unit had issued on paper, entered with its scan."""
    abstract = f"Về việc cử cán bộ, công chức, viên chức tham dự: {listed.programme}"
    lines = [abstract, f"Ngày {typed_day(on)}", f"Người ký: {group['signer']}"]
    with desk(group["officer"]) as officer:
        body = documents.issuing_body(actor=officer, unit=listed.unit, on=on)
        decisions.enter_back_dated(
            actor=officer,
            body=body,
            nominations=list(listed.nominations.filter(state="seated").order_by("position")),
            stated=documents.Stated("decision", group["number"], on, abstract, group["signer"]),
            scan=documents.File("quyet-dinh.pdf", page("QUYẾT ĐỊNH", lines)),
            on=on,
        )
