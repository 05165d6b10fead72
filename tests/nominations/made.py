"""What tests of nominations do again and again."""

from datetime import date

from django.utils import timezone

from hientai.approvals import services as approvals
from hientai.approvals.domain.routes import Place, Step, Whose
from hientai.approvals.models import Route, Submission
from hientai.nominations import services as verbs
from hientai.nominations.models import NominationList

DAY = date(2024, 6, 1)


def routed() -> Route:
    """Everything of the scheme is agreed to by the submitting unit, which issues."""
    here = Place(Whose.SUBMITTER)
    return approvals.put_route(
        actor=None,
        key="hanoi-1698/*",
        title="Đơn vị tự chọn và cử",
        steps=[Step("Thủ trưởng đơn vị duyệt", here, 5)],
        issuer=here,
        authority="HN",
        source="Phần II, mục IV.4",
        since=date(2024, 1, 1),
    )


def sent(held: NominationList, on: date = DAY) -> Submission:
    """The list on its way, by a submission that stands in for the approvals' own."""
    rows = held.nominations.filter(state="draft")
    route = routed()
    made = Submission.objects.create(
        route=route,
        key="hanoi-1698/A.1.1",
        kind="nominations.list",
        subject=held.pk,
        title=held.title,
        unit=held.unit,
        people=list(rows.values_list("person_id", flat=True)),
        holder=held.unit,
        units=[held.unit_id],
        seen_by=[held.unit_id],
        waiting_since=on,
        due_on=on,
        submitted_on=on,
        submitter="kiểm thử",
        submitted_at=timezone.now(),
    )
    rows.update(state="submitted")
    NominationList.objects.filter(pk=held.pk).update(
        state="submitted", submission=made, submitted_on=on
    )
    return made


def answered(made: Submission, on: date = DAY, reason: str = "") -> Submission:
    """The submission as the room of approvals hands it over when it is closed."""
    made.closed_on, made.reason = on, reason
    return made


def approve(held: NominationList, on: date = DAY) -> NominationList:
    """Submit a list and let its last step agree."""
    verbs.approved(None, answered(sent(held, on), on))
    held.refresh_from_db()
    return held


def states(held: NominationList) -> dict[str, str]:
    """Where each person of the list stands, by code."""
    return dict(held.nominations.order_by("position").values_list("person__code", "state"))
