"""Counting: the box of a form is emptied once, ballots are dissolved, what opened them goes."""

import random
from collections.abc import Sequence
from datetime import date

from django.db import connection, transaction
from django.utils.translation import gettext as _

from hientai.audit.services import Author, sign
from hientai.evaluation.domain.ballots import Ballot, unpacked
from hientai.evaluation.domain.counting import LEAST, counted, is_void
from hientai.evaluation.domain.states import CLOSED, COUNTED, FEW, OPEN, stage
from hientai.evaluation.models import Form, Line, Remark, Result
from hientai.evaluation.queries.papers import salt_of
from hientai.evaluation.services.keys import opened
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.shared.words import N_
from hientai.webkit.constraints import told


@transaction.atomic
def count_form(*, actor: Author | None, form: Form, on: date) -> Form:
    """Count a form whose last day is over; with fewer than five answers none is ever read.

    Afterwards neither ballots nor tokens are there. Refused before the form closes, or a second
    time.
    """
    held = Form.objects.select_for_update(of=("self",)).filter(pk=form.pk).first()
    if held is None or held.state != OPEN or stage(held.opens_on, held.closes_on, on) != CLOSED:
        raise Refused(
            _("Chưa tổng hợp được phiếu này"),
            why=_("kết quả có một lần, sau ngày cuối thu phiếu %s") % day(form.closes_on),
            remedy=_("Đợi hết thời gian thu phiếu."),
        )
    sign(actor=actor, ground=N_("tổng hợp phiếu đánh giá"))
    with told({}):
        received, ballots = _emptied(held, on)
    _keep(held, received, ballots, on)
    return held


def _emptied(form: Form, on: date) -> tuple[int, list[Ballot]]:
    """How many answers came, and the ballots, in no order; none where they are too few."""
    lines = form.lines.count()
    salt = salt_of(form.pk) or b""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM evaluation_empty(%s, %s, %s)", [form.pk, on, LEAST])
        rows = cursor.fetchall()
    boxes = [bytes(box) for _came, box in rows if box is not None]
    read = [opened(box, form=form.pk, salt=salt) for box in boxes]
    if None in read:
        raise Refused(
            _("Khóa của máy chủ không mở được các phiếu đã thu"),
            remedy=_(
                "Nhờ quản trị máy đặt lại khóa cũ (HIENTAI_OLD_SECRET_KEYS) rồi tổng hợp lại."
            ),
        )
    return rows[0][0], [unpacked(data, lines) for data in read if data is not None]


def _keep(form: Form, received: int, ballots: Sequence[Ballot], on: date) -> None:
    blank = int(form.rules["blank"]["value"])
    valid = [one for one in ballots if not is_void(one.scores, blank)]
    shown = len(valid) >= LEAST
    form.received, form.counted_on = received, on
    form.void = len(ballots) - len(valid) if shown else None
    form.state = COUNTED if shown else FEW
    form.save(update_fields=["received", "void", "counted_on", "state"])
    if shown:
        _keep_counts(form, valid)
        _keep_remarks(form, ballots)


def _keep_counts(form: Form, ballots: Sequence[Ballot]) -> None:
    lines: list[Line] = list(form.lines.order_by("position"))
    most = int(form.rules["most"]["value"])
    counts = counted((one.scores for one in ballots), len(lines), most)
    Result.objects.bulk_create(
        Result(form=form, line=line, counts=list(one))
        for line, one in zip(lines, counts, strict=True)
        if sum(one) >= LEAST
    )


def _keep_remarks(form: Form, ballots: Sequence[Ballot]) -> None:
    """Each text by itself, in an order that says nothing."""
    texts = [
        Remark(form=form, question=at, text=text)
        for one in ballots
        for at, text in enumerate(one.remarks)
        if text
    ]
    random.SystemRandom().shuffle(texts)
    Remark.objects.bulk_create(texts)
