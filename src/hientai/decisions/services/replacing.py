"""A decision that puts people of the reserve, in order, in the place of others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.accounts.services.reaching import whole
from hientai.decisions.domain.kinds import REPLACE, SENDS
from hientai.decisions.domain.people import Named, annex_of
from hientai.decisions.domain.wording import CHANGED, INSTEAD, MOST_LINES, replacement_lines
from hientai.decisions.models import Row, Sending
from hientai.decisions.queries.facts import named
from hientai.decisions.queries.sendings import Told
from hientai.decisions.services.amending import GROUND, Drawn, amended, chosen, row_after
from hientai.decisions.services.choosing import refuse_unseen
from hientai.decisions.services.holding import NOTHING_MORE, Said
from hientai.documents.domain.paper import Annex
from hientai.documents.domain.steps import reason_of
from hientai.nominations.domain.verdicts import obstacles, stops
from hientai.nominations.models import Nomination, NominationList
from hientai.nominations.queries.judging import as_kept
from hientai.nominations.queries.lists import reserve_of
from hientai.nominations.services.judging import rejudge
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import number
from hientai.shared.words import N_


@dataclass(frozen=True)
class Next:
    """Who of a reserve comes next, and who stood before and why each was passed over."""

    nomination: Nomination
    passed: Sequence[Mapping[str, Any]] = field(default=())


@transaction.atomic
def draft_replacement(
    *,
    actor: User | None,
    first: Sending,
    nominations: Sequence[Nomination],
    passed: Mapping[int, str] | None = None,
    reason: str,
    said: Said = NOTHING_MORE,
    on: date,
) -> Sending:
    """Draw up the decision that replaces people by the next of the reserve of their list.

    The reserve goes in order; each is judged once more. Passed over, with the reason kept, are
    those who may not go any more, who stand on another paper, and whom `passed` names (by
    nomination) with why. Refused where the reserve does not suffice.
    """
    refuse_unseen(actor, nominations)
    why = reason_of(reason)
    with whole(actor, GROUND, on):
        found, people = chosen(REPLACE, first, nominations, said, on)
        coming = _coming(found, passed or {}, on)
        new = named([one.nomination.person_id for one in coming], on)
    rows = _rows(found, coming, new, on)
    pairs = list(zip(people, new, strict=True))
    values = {CHANGED: "\n".join(replacement_lines(pairs))}
    drawn = Drawn(REPLACE, first, why, [*people, *new], rows, found, values, _listed(pairs))
    return amended(actor, drawn, said, on)


def reserve_in_order(held: NominationList, passed: Mapping[int, str], on: date) -> Iterator[Next]:
    """The reserve of a list in its order, each with those who were passed over since the last."""
    rows = reserve_of(held)
    rejudge(held, rows, on)
    busy = set(
        Row.objects.filter(nomination__in=rows, state="open").values_list("nomination", flat=True)
    )
    over: list[Mapping[str, Any]] = []
    for row in rows:
        why = passed.get(row.pk, "").strip() or _stops(row, row.pk in busy)
        if why:
            over.append(
                {
                    "nomination": row.pk,
                    "order": row.reserve_order,
                    "name": row.person.name,
                    "reason": why,
                }
            )
            continue
        yield Next(row, tuple(over))
        over = []


def _stops(row: Nomination, is_busy: bool) -> str:
    """Why somebody of the reserve may not go now, as rows keep it; "" for nothing."""
    if is_busy:
        return N_("đang nằm trong một văn bản chưa đăng ký")
    if not stops(row.verdict, row.level):
        return ""
    with as_kept():
        return "; ".join(obstacles(row.reasons, row.overlaps, row.proved))


def _coming(found: Sequence[Told], passed: Mapping[int, str], on: date) -> list[Next]:
    keys = [one.row.nomination_id for one in found]
    lists = {
        row.pk: row.list
        for row in Nomination.objects.filter(pk__in=keys).select_related("list__scheme")
    }
    reserves: dict[int, Iterator[Next]] = {}
    coming = []
    for key in keys:
        held = lists[key]
        queue = reserves.setdefault(held.pk, reserve_in_order(held, passed, on))
        coming.append(next(queue, None))
    lacking = coming.count(None)
    if lacking:
        raise Refused(
            _("Danh sách dự bị không đủ người: còn thiếu %s") % number(lacking),
            why=_("những người còn lại đã được lên, không đủ điều kiện hoặc được bỏ qua"),
            remedy=_("Chọn ít người hơn, hoặc lập quyết định thu hồi."),
        )
    return [one for one in coming if one is not None]


def _rows(
    found: Sequence[Told], coming: Sequence[Next], new: Sequence[Named], on: date
) -> list[Row]:
    """For each who leaves a row, and right behind it that of who comes: into a class that has begun
    not before the day."""
    rows = []
    for gone, one, person in zip(found, coming, new, strict=True):
        leaves = row_after(REPLACE, gone, {})
        before = gone.latest.after
        days = {key: before[key] for key in ("starts_on", "ends_on") if key in before}
        if days.get("starts_on", "") < on.isoformat() <= days.get("ends_on", ""):
            days["starts_on"] = on.isoformat()
        comes = Row(
            what=SENDS,
            nomination=one.nomination,
            person_id=one.nomination.person_id,
            instead_of=leaves,
            after={**person.as_data(), **days},
            passed=list(one.passed),
        )
        rows += [leaves, comes]
    return rows


def _listed(pairs: Sequence[tuple[Named, Named]]) -> tuple[Annex, ...]:
    if len(pairs) <= MOST_LINES:
        return ()
    new = [f"{come.name}, {come.post}, {come.unit}" for _gone, come in pairs]
    return (annex_of([gone for gone, _come in pairs], {INSTEAD: new}),)
