"""Papers about the people of a list that decide nothing: who submits them, who calls them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.accounts.services.reaching import whole
from hientai.approvals.queries import issuer_of
from hientai.decisions.domain import wording as w
from hientai.decisions.domain.people import Named, annex_of
from hientai.decisions.domain.values import Course, values_of
from hientai.decisions.models import Letter, Sending
from hientai.decisions.queries.facts import course_of, named
from hientai.decisions.queries.sendings import Told, standing
from hientai.decisions.services.choosing import as_said
from hientai.decisions.services.holding import NOTHING_MORE, WALLS, Content, Said, drawn_up
from hientai.documents.models import IssuingBody, Paper
from hientai.documents.services.holding import author_of
from hientai.nominations.models import Nomination, NominationList
from hientai.organisations.queries import names_on
from hientai.shared.refused import Refused
from hientai.shared.words import N_
from hientai.webkit.constraints import told

SUMMON, SUBMIT = "summon", "submit"
GONE = ("draft", "withdrawn", "refused", "replaced")
GROUND = N_("lập giấy tờ về người được cử đi")


@dataclass(frozen=True)
class Matter:
    """What a letter is about: its list, the decision it follows, whom it names, what it says."""

    kind: str
    held: NominationList
    first: Sending | None
    nominations: Sequence[int]
    content: Content


@transaction.atomic
def draft_summons(
    *, actor: User | None, first: Sending, body: IssuingBody, said: Said = NOTHING_MORE, on: date
) -> Letter:
    """Draw up the letter that calls those who go by a registered decision to their class.

    Refused where nobody goes by it any more, where they go at different times, and where a value is
    missing.
    """
    return _drafted(actor, summons_of(actor, first, body, on), said, on)


@transaction.atomic
def draft_submission(
    *,
    actor: User | None,
    held: NominationList,
    body: IssuingBody,
    said: Said = NOTHING_MORE,
    on: date,
) -> Letter:
    """Draw up the paper with which the people of a list are submitted to who decides.

    Refused for a list that is still drawn up, without anybody to be sent, and where a value is
    missing.
    """
    return _drafted(actor, submission_of(actor, held, body, on), said, on)


def summons_of(actor: User | None, first: Sending, body: IssuingBody, on: date) -> Matter:
    """What a summons says, from the decision and what amended it."""
    with whole(actor, GROUND, on):
        _refuse_body(body, callers_of(first))
        going = standing(first) if first.paper.state == Paper.State.REGISTERED else []
        if not going:
            raise Refused(
                _("Không có ai đang đi theo quyết định này"),
                remedy=_("Triệu tập sau khi quyết định cử đi được ban hành."),
            )
        course, people = _at_the_time(course_of(first.list, on), going), as_said(going, on)
        values = {**_known(first), **_given(values_of(course, people, on, body.name))}
    content = _content(SUMMON, body, values, people, first.list)
    return Matter(SUMMON, first.list, first, [one.row.nomination_id for one in going], content)


def submission_of(actor: User | None, held: NominationList, body: IssuingBody, on: date) -> Matter:
    """What a submission says, from the list and the route it goes."""
    with whole(actor, GROUND, on):
        _refuse_body(body, submitters_of(held))
        submitted = Nomination.objects.filter(list=held, state__in=["submitted", "seated"])
        rows = list(submitted.order_by("position", "pk"))
        if not rows or held.submission is None:
            raise Refused(
                _("Danh sách này chưa có ai để trình"),
                why=_("tờ trình nêu người của danh sách đã trình hoặc đã duyệt"),
                remedy=_("Trình danh sách trước."),
            )
        people = named([row.person_id for row in rows], on)
        values = values_of(course_of(held, on), people, on)
        values[w.SUBMITTED_TO] = _decides(held, body, on)
    content = _content(SUBMIT, body, values, people, held)
    return Matter(SUBMIT, held, None, [row.pk for row in rows], content)


def refuse_outdated(letter: Letter) -> None:
    """Refused where a summons names others than who goes by now, or a submission somebody who was
    taken back."""
    named = set(letter.nominations)
    if letter.sending is not None:
        stands = named == {one.row.nomination_id for one in standing(letter.sending)}
    else:
        stands = not Nomination.objects.filter(pk__in=named, state__in=GONE).exists()
    if not stands:
        raise Refused(
            _("Danh sách người trong giấy tờ này không còn đúng"),
            why=_("có người vừa được rút, thay hoặc thêm sau khi lập dự thảo"),
            remedy=_("Bỏ dự thảo này và lập lại."),
        )


def submitters_of(held: NominationList) -> list[int]:
    """The units that may submit a list: the one that puts forward, then those it goes through."""
    way = held.submission.seen_by if held.submission else []
    return list(dict.fromkeys([held.unit_id, *way]))


def callers_of(first: Sending) -> list[int]:
    """The units that may call people to their class: who decided, who holds the class, and those
    through whom the list went."""
    one = first.list.training_class
    holders = [one.unit_id, one.institution.unit_id] if one else []
    return list(dict.fromkeys([first.unit_id, *holders, *submitters_of(first.list)]))


def _refuse_body(body: IssuingBody, units: Sequence[int]) -> None:
    if body.unit_id not in units:
        raise Refused(
            _("%s không lập được giấy tờ về những người này") % body.name,
            remedy=_("Cơ quan cử, cơ quan tổ chức lớp hoặc cơ quan trình danh sách lập."),
        )


def _drafted(actor: User | None, matter: Matter, said: Said, on: date) -> Letter:
    paper = drawn_up(actor=actor, content=matter.content, said=said, on=on)
    with told(WALLS):
        return Letter.objects.create(
            paper=paper,
            kind=matter.kind,
            unit_id=paper.unit_id,
            list=matter.held,
            sending=matter.first,
            nominations=list(matter.nominations),
            drafted_on=on,
            drafted_by=author_of(actor),
        )


def _content(
    kind: str,
    body: IssuingBody,
    values: dict[str, str],
    people: Sequence[Named],
    held: NominationList,
) -> Content:
    return Content(
        body=body,
        purpose=kind,
        values=values,
        people=people,
        annexes=(annex_of(people),),
        units=frozenset({held.unit_id}),
    )


def _at_the_time(course: Course, going: Sequence[Told]) -> Course:
    """The course on the days that hold for who goes; refused where these differ."""
    days = {
        (one.latest.after.get("starts_on", ""), one.latest.after.get("ends_on", ""))
        for one in going
    }
    if len(days) > 1:
        raise Refused(
            _("Những người này đi học vào các thời gian khác nhau"),
            why="; ".join(sorted({one.days for one in going})),
            remedy=_("Triệu tập từng đợt theo quyết định hoãn của đợt đó."),
        )
    [(first, last)] = days
    if not first:
        return course
    return replace(
        course, starts_on=date.fromisoformat(first), ends_on=date.fromisoformat(last or first)
    )


def _known(first: Sending) -> dict[str, str]:
    """What the decision was filled with: where nobody says otherwise it holds on."""
    return _given(first.paper.values or {})


def _given(values: dict[str, str]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items() if value}


def _decides(held: NominationList, body: IssuingBody, on: date) -> str:
    """Who decides about a list by its route; "" where that is the unit itself."""
    if held.submission is None:
        return ""
    unit = issuer_of(held.submission, on)
    if unit.pk == body.unit_id:
        return ""
    return w.in_full(names_on([unit.pk], on).get(unit.pk, unit.code))
