"""Decisions that amend a registered one, drafted and, while they are drafts, said anew."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import Http404
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as N_
from ninja import Path

from hientai.classes.models import TrainingClass
from hientai.decisions import services as verbs
from hientai.decisions.api.door import router
from hientai.decisions.api.shapes import (
    DecisionWhole,
    ToAmend,
    ToCorrect,
    ToDraft,
    ToPostpone,
    ToReplace,
    ToSayAnew,
)
from hientai.decisions.api.shown import in_sight, rows_of, said_of, whole_of, written
from hientai.decisions.domain.kinds import CORRECT, POSTPONE, REPLACE, WITHDRAW
from hientai.decisions.models import Sending
from hientai.decisions.queries import sendings as reads
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import Answer, Number, Problem, asks


@router.post(
    "/decisions/{number}/withdraw", response={201: DecisionWhole}, summary=N_("Lập thu hồi")
)
@asks("decisions:draft")
def draft_withdrawal(request: Visit, number: Path[Number], given: ToAmend) -> Answer:
    """Draw up the decision that takes back the sending of some people."""
    return _amended(request, number, given, verbs.draft_withdrawal, _about(given))


@router.post(
    "/decisions/{number}/replace", response={201: DecisionWhole}, summary=N_("Lập thay người")
)
@asks("decisions:draft")
def draft_replacement(request: Visit, number: Path[Number], given: ToReplace) -> Answer:
    """Draw up the decision that replaces people by the next of the reserve."""
    more = {**_about(given), "passed": given.passed}
    return _amended(request, number, given, verbs.draft_replacement, more)


@router.post("/decisions/{number}/postpone", response={201: DecisionWhole}, summary=N_("Lập hoãn"))
@asks("decisions:draft")
def draft_postponement(request: Visit, number: Path[Number], given: ToPostpone) -> Answer:
    """Draw up the decision that moves people to another time."""
    more = {**_about(given), "period": _period(given.starts_on, given.ends_on, given)}
    return _amended(request, number, given, verbs.draft_postponement, more)


@router.post(
    "/decisions/{number}/correct", response={201: DecisionWhole}, summary=N_("Lập đính chính")
)
@asks("decisions:draft")
def draft_correction(request: Visit, number: Path[Number], given: ToCorrect) -> Answer:
    """Draw up the decision that puts values of one person right."""
    more = {"wanted": {given.nomination: given.wanted}, "reason": given.reason}
    return _amended(request, number, given, verbs.draft_correction, more)


@router.post(
    "/decisions/{number}/anew", response=DecisionWhole, summary=N_("Lập lại dự thảo điều chỉnh")
)
@asks("decisions:draft")
def draft_anew(request: Visit, number: Path[Number], given: ToSayAnew) -> Answer:
    """Say an amending decision that is still a draft anew, on the same paper."""
    held = written(number)
    if not reads.may_be_amended_anew(held) or held.first is None:
        raise Problem(
            422,
            gettext("Chỉ lập lại được quyết định điều chỉnh còn là dự thảo"),
            field="number",
            where="path",
        )
    verb, more = _anew(held, given)
    verb(
        actor=request.user,
        first=held.first,
        said=replace(said_of(given), instead=held),
        on=request.on,
        **more,
    )
    return whole_of(in_sight(number))


def _anew(held: Sending, given: ToSayAnew) -> tuple[Callable[..., Sending], dict[str, Any]]:
    """The verb of the draft's kind, with what it takes."""
    about = _about(given)
    if held.kind == REPLACE:
        return verbs.draft_replacement, {**about, "passed": given.passed}
    if held.kind == POSTPONE:
        period = _period(given.starts_on, given.ends_on, given)
        return verbs.draft_postponement, {**about, "period": period}
    if held.kind == CORRECT:
        wanted = {row.pk: given.wanted for row in about["nominations"][:1]}
        return verbs.draft_correction, {"wanted": wanted, "reason": given.reason}
    if held.kind == WITHDRAW:
        return verbs.draft_withdrawal, about
    raise ValueError(held.kind)


def _amended(
    request: Visit,
    number: int,
    given: ToDraft,
    verb: Callable[..., Sending],
    more: dict[str, Any],
) -> dict[str, Any]:
    made = verb(
        actor=request.user, first=written(number), said=said_of(given), on=request.on, **more
    )
    return whole_of(in_sight(made.pk))


def _about(given: ToAmend) -> dict[str, Any]:
    return {"nominations": rows_of(given.nominations), "reason": given.reason}


def _period(first: date | None, last: date | None, given: ToPostpone | ToSayAnew) -> verbs.Period:
    """The new time; 404 for a class that is not there."""
    if first is None or last is None:
        raise Problem(422, gettext("Ghi ngày đầu và ngày cuối."), field="starts_on", where="body")
    code = given.training_class.strip()
    one = TrainingClass.objects.filter(code=code).first() if code else None
    if code and one is None:
        raise Http404
    return verbs.Period(first, last, one)
