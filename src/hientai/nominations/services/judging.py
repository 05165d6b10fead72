"""Rows judged again on a day, and papers that prove what the register cannot tell."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.audit.services import sign
from hientai.nominations.domain.states import DRAFT, refuse_unless_draft
from hientai.nominations.domain.verdicts import paper_of, verdict_of
from hientai.nominations.models import Nomination, NominationList
from hientai.nominations.queries.judging import Judged, judged
from hientai.nominations.services.holding import GROUND, keep_steps, locked_list
from hientai.nominations.services.ranking import put_in_order
from hientai.nominations.services.writing import judge_rows
from hientai.shared.refused import Refused
from hientai.shared.words import N_

READ = ("verdict", "level", "reasons", "overlaps")


@transaction.atomic
def judge_again(*, actor: User | None, nomination_list: NominationList, on: date) -> int:
    """Judge every row of a list that is drawn up once more, as of a day.

    Returns how many rows now read otherwise. What papers proved stays proved.
    """
    held = locked_list(nomination_list)
    refuse_unless_draft(held.state)
    sign(actor=actor, ground=GROUND % N_("xét lại"))
    rows = list(Nomination.objects.select_for_update().filter(list=held, state=DRAFT))
    changed = rejudge(held, rows, on)
    put_in_order(held)
    return changed


def rejudge(held: NominationList, rows: Sequence[Nomination], on: date) -> int:
    """Write the judgement of a day into locked rows; who is out of sight keeps the former one."""
    found = judged(held, [row.person_id for row in rows], on, {r.person_id: r.proved for r in rows})
    by_person = {one.person_id: one for one in found}
    new = {row.pk: by_person[row.person_id] for row in rows if row.person_id in by_person}
    changed = sum(_taken_over(row, new[row.pk], on) for row in rows if row.pk in new)
    judge_rows(new, on)
    return changed


def _taken_over(row: Nomination, new: Judged, on: date) -> bool:
    """Let a row read as judged; whether it reads otherwise than before."""
    before = [getattr(row, name) for name in READ]
    for name in (*READ, "unit_id", "score", "score_parts"):
        setattr(row, name, getattr(new, name))
    row.judged_on = on
    return before != [getattr(row, name) for name in READ]


@transaction.atomic
def prove(
    *, actor: User | None, nomination: Nomination, code: str, paper: str, on: date
) -> Nomination:
    """Note the paper by which an application proves a condition; an empty one takes it back.

    Refused for a condition that the row was not told, or that fails: papers prove what is not
    known, they change nothing that is.
    """
    held = locked_list(nomination.list)
    refuse_unless_draft(held.state)
    row = Nomination.objects.select_for_update().filter(pk=nomination.pk, state=DRAFT).first()
    if row is None:
        raise Refused(_("Người này không còn trong danh sách"), remedy=_("Tải lại trang."))
    tidy = paper_of(row.reasons, code, paper)
    sign(actor=actor, ground=GROUND % N_("giấy tờ chứng minh"))
    row.proved = {k: v for k, v in row.proved.items() if k != code} | ({code: tidy} if tidy else {})
    row.verdict = verdict_of(row.reasons, row.proved)
    row.save(update_fields=["proved", "verdict"])
    put_in_order(held)
    said = N_("chứng minh bằng: %s") % tidy if tidy else N_("bỏ giấy tờ chứng minh")
    keep_steps(actor=actor, rows=[(row.pk, DRAFT, DRAFT)], on=on, reason=said)
    return row
