"""The trail of something submitted: each step with who said what when, and who has it now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from hientai.accounts.models import User
from hientai.approvals.domain.states import STATE_WORDS, VERDICT_WORDS, State, Verdict
from hientai.approvals.models import Signature, Submission
from hientai.approvals.queries.desks import answerers_of
from hientai.organisations.models import Unit
from hientai.organisations.queries import names_on
from hientai.shared.words import N_, _

SUBMITTED, WAITING, AHEAD = "submitted", "waiting", "ahead"
WORDS = {
    SUBMITTED: N_("trình"),
    WAITING: N_("đang chờ trả lời"),
    AHEAD: N_("bước sau"),
    **{verdict.value: words for verdict, words in VERDICT_WORDS.items()},
}


@dataclass(frozen=True)
class Mark:
    """One point of a trail.

    `what` is submitted, a verdict, waiting or ahead; `where` the unit's name; `who` a name (of a
    waiting step the names of who may answer); `on` the day, `due_on` until when it was or is due;
    `submission` the key of the one it belongs to.
    """

    what: str
    title: str
    where: str
    who: str = ""
    reason: str = ""
    on: date | None = None
    at: datetime | None = None
    due_on: date | None = None
    submission: int = 0

    @property
    def words(self) -> str:
        """What happened, in words."""
        return _(WORDS[self.what])

    @property
    def is_late(self) -> bool:
        """Whether it came after it was due."""
        return bool(self.on and self.due_on and self.on > self.due_on)


def trail(submission: Submission, on: date) -> list[Mark]:
    """Everything that happened to a subject, former submissions of it among that, then where it
    waits on a day and what lies ahead."""
    rows = list(
        Submission.objects.filter(
            kind=submission.kind, subject=submission.subject, pk__lte=submission.pk
        )
        .select_related("route")
        .order_by("pk")
    )
    signatures = list(Signature.objects.filter(submission__in=rows).order_by("submission", "step"))
    units = {row.unit_id for row in rows} | {one.unit_id for one in signatures}
    names = names_of(units | {row.holder_id for row in rows}, on)
    marks: list[Mark] = []
    for row in rows:
        marks += _past(row, [one for one in signatures if one.submission_id == row.pk], names)
    return marks + _future(rows[-1], names, on) if rows else marks


def names_of(units: Iterable[int], on: date) -> dict[int, str]:
    """The names of units on a day; the code of one that does not stand then."""
    wanted = set(units)
    codes = dict(Unit.objects.filter(pk__in=wanted).values_list("pk", "code"))
    return codes | names_on(wanted, on)


def who_has(submission: Submission, on: date) -> list[str]:
    """The names of who may answer an open submission on a day."""
    users = User.objects.filter(pk__in=answerers_of(submission, on)).order_by("name")
    return [str(user) for user in users]


def _past(row: Submission, signed: list[Signature], names: dict[int, str]) -> list[Mark]:
    first = Mark(
        SUBMITTED,
        row.title,
        names[row.unit_id],
        row.submitter,
        on=row.submitted_on,
        at=row.submitted_at,
        submission=row.pk,
    )
    return [first] + [
        Mark(
            one.verdict,
            one.title,
            names[one.unit_id],
            one.signer,
            one.reason,
            one.on,
            one.at,
            one.due_on if one.verdict != Verdict.WITHDRAWN else None,
            row.pk,
        )
        for one in signed
    ]


def _future(row: Submission, names: dict[int, str], on: date) -> list[Mark]:
    if row.state != State.OPEN:
        return []
    stages = row.route.stages
    now = Mark(
        WAITING,
        stages[row.step].title,
        names[row.holder_id],
        ", ".join(who_has(row, on)),
        due_on=row.due_on,
        submission=row.pk,
    )
    ahead = [Mark(AHEAD, one.title, one.place.words) for one in stages[row.step + 1 :]]
    return [now, *ahead]


def state_words(state: str) -> str:
    """Where a submission stands, in words."""
    return _(STATE_WORDS[State(state)])
