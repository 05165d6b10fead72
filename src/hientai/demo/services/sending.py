"""The demo's people on their way to a course: lists, approvals, places divided, decisions.

Each step is done by the verbs of its room, in the name of the demo's user whose work it is. In a
city too small to have people for a list, the list is given up and what would follow is left out.
"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.approvals import services as approvals
from hientai.approvals.models import Submission
from hientai.classes.models import TrainingClass
from hientai.decisions import services as decisions
from hientai.decisions.models import Sending
from hientai.demo.domain import sending as told
from hientai.demo.domain.figures import OPENING_DAY
from hientai.demo.services.desks import desk
from hientai.documents import services as documents
from hientai.documents.models import Paper
from hientai.documents.papers.pdf import pdf
from hientai.documents.queries.measures import measures_on
from hientai.documents.queries.papers import content_of
from hientai.nominations import services as nominations
from hientai.nominations.models import NominationList
from hientai.organisations.models import Unit
from hientai.places.models import Allotment, Division
from hientai.places.queries.divisions import ready_units
from hientai.places.services import answering, dividing
from hientai.schemes.queries import scheme
from hientai.screening.domain.screening import Part
from hientai.screening.queries.listings import people_of_quota
from hientai.shared.vietnamese import number
from hientai.training.queries.readings import reading

FUND, MOST_LOOKED_AT = "city_budget", 60


def load_sendings() -> str:
    """Everything, once; where lists are there already nothing is written again."""
    with transaction.atomic():
        with operator_scope(_("dữ liệu mẫu")):
            is_new = not NominationList.objects.exists() and not Division.objects.exists()
            has_class = TrainingClass.objects.filter(code=told.CLASS).exists()
        if is_new and has_class:
            _divide()
            _send_to_class()
            _send_to_degree()
            _submit(_list(told.AWAITING), told.AWAITING)
            _list(told.BEGUN)
        with operator_scope(_("dữ liệu mẫu")):
            counts = {
                "lists": number(NominationList.objects.count()),
                "papers": number(Sending.objects.count()),
            }
    return _("%(lists)s danh sách đề cử, %(papers)s quyết định") % counts


def _divide() -> None:
    """Places offered to the units by the people who may go; one unit answered, the others may."""
    with desk(told.OWNER) as owner:
        asked = reading(scheme(told.SCHEME, OPENING_DAY), OPENING_DAY)
        units = ready_units(asked, told.DIVIDED)
        if not units:
            return
        made = dividing.propose(
            actor=owner,
            version=asked.version,
            item=told.DIVIDED,
            terms=dividing.Terms(as_of=OPENING_DAY, **told.DIVISION),
            units=units,
            on=told.OFFERED,
        )
        dividing.offer(actor=owner, division=made, on=told.OFFERED)
    with desk(told.OFFICER) as officer:
        part = Allotment.objects.filter(division=made, unit__code=told.FINANCE).first()
        if part is not None and part.offered:
            answering.answer(actor=officer, part=part, accepted=part.offered, on=told.ANSWERED)


def _list(what: told.Listed) -> NominationList | None:
    """A list drawn up of those who may go, the first by priority; None where there is nobody."""
    with desk(what.officer) as officer:
        unit = Unit.objects.get(code=what.unit)
        held = nominations.open_list(actor=officer, unit=unit, terms=_terms(what), on=what.on)
        people = _people(held, what)
        if not people:
            nominations.withdraw_list(
                actor=officer, nomination_list=held, reason="không có ai đủ điều kiện", on=what.on
            )
            return None
        nominations.nominate(
            actor=officer, nomination_list=held, people=people, on=what.on, source=_("sàng lọc")
        )
        return held


def _terms(what: told.Listed) -> nominations.Terms:
    held = TrainingClass.objects.filter(code=what.training_class or None).first()
    return nominations.Terms(
        scheme=told.SCHEME,
        item=what.item,
        training_class=held,
        programme=what.programme,
        starts_on=what.starts_on,
        ends_on=what.ends_on,
        place="domestic",
        fund=FUND,
    )


def _people(held: NominationList, what: told.Listed) -> list[int]:
    """Who may go, and so many of those who may not, for a reader to see why."""
    rows = people_of_quota(reading(scheme(told.SCHEME, what.on), what.on), what.item).frame
    fit = rows.filter(rows["part"] == Part.ELIGIBLE.value)["person_id"].to_list()
    not_fit = rows.filter(rows["part"] == Part.FAILED.value)["person_id"].to_list()
    seen = nominations.preview(nomination_list=held, people=fit[:MOST_LOOKED_AT], on=what.on)
    free = [row.person_id for row in seen.rows if not row.stopped]
    return [*free[: what.people], *not_fit[: what.hindered if free else 0]]


def _submit(held: NominationList | None, what: told.Listed) -> Submission | None:
    """The list before those who approve."""
    if held is None:
        return None
    with desk(what.officer) as officer:
        return nominations.submit(actor=officer, nomination_list=held, on=what.on)


def _agree(username: str, sent: Submission, on: date) -> None:
    with desk(username) as user:
        now = Submission.objects.get(pk=sent.pk)
        approvals.answer(actor=user, submission=now, verdict="agreed", on=on)


def _send_to_class() -> None:
    """From a list of the finance department to its registered decision, one withdrawn since."""
    held = _list(told.TO_CLASS)
    sent = _submit(held, told.TO_CLASS)
    if held is None or sent is None:
        return
    _agree(told.HEAD, sent, told.AGREED)
    one = _decide(held)
    with desk(told.OFFICER) as officer:
        rows = held.nominations.filter(state="decided").order_by("-position")
        decisions.draft_withdrawal(
            actor=officer,
            first=Sending.objects.get(pk=one.pk),
            nominations=list(rows[:1]),
            reason=told.WHY_WITHDRAWN,
            said=decisions.Said(told.SIGNER),
            on=told.WITHDRAWN,
        )


def _decide(held: NominationList) -> Sending:
    """Drafted by the officer, signed by the head, numbered after the year's former papers."""
    with desk(told.OFFICER) as officer:
        body = documents.issuing_body(actor=officer, unit=held.unit, on=told.DECIDED)
        documents.open_series(
            actor=officer, body=body, year=2024, kind="decision", last=told.LAST_NUMBER
        )
        made = decisions.draft_sending(
            actor=officer,
            body=body,
            nominations=list(held.nominations.filter(state="seated").order_by("position")),
            said=decisions.Said(told.SIGNER),
            on=told.DECIDED,
        )
    with desk(told.HEAD) as head:
        paper = documents.lock(actor=head, paper=made.paper)
        documents.upload_signed(actor=head, paper=paper, file=_printed(paper))
    with desk(told.OFFICER) as officer:
        paper = documents.register(actor=officer, paper=paper, on=told.DECIDED)
        documents.add_copy(actor=officer, paper=paper, file=_printed(paper))
    return made


def _printed(paper: Paper) -> documents.File:
    """The paper as it stands, in the place of a scan."""
    content = content_of(paper, told.DECIDED)
    assert content is not None
    return documents.File("ban-ky.pdf", pdf(content, measures_on(told.DECIDED)))


def _send_to_degree() -> None:
    """Agreed to by the department and by home affairs; the people's committee has yet to say."""
    sent = _submit(_list(told.DEGREE), told.DEGREE)
    if sent is None:
        return
    _agree(told.HEAD, sent, told.AGREED_HERE)
    _agree(told.HOME_AFFAIRS, sent, told.AGREED_BY_HOME_AFFAIRS)
