"""People on a list: looked up from pasted lines or a file, added, taken off, the step undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.audit.services import sign
from hientai.documents.services.holding import author_of
from hientai.nominations.domain.pasting import MOST_LINES, Line, Said, matched, rows_of, said_in
from hientai.nominations.domain.states import DRAFT, WITHDRAWN, refuse_unless_draft
from hientai.nominations.models import Batch, Nomination, NominationList
from hientai.nominations.queries.judging import Judged, judged
from hientai.nominations.queries.people import register_for
from hientai.nominations.services.holding import (
    GROUND,
    WALLS,
    keep_steps,
    locked_list,
    move_rows,
)
from hientai.nominations.services.ranking import make_room, put_in_order
from hientai.nominations.services.writing import add_rows
from hientai.shared.refused import Refused
from hientai.shared.tables import ROW, Tables, read_apart
from hientai.shared.vietnamese import number
from hientai.shared.words import N_
from hientai.webkit.constraints import told


@dataclass(frozen=True)
class LeftOut:
    """A line that names nobody who is to be added, and why."""

    line: int
    text: str
    why: str


@dataclass(frozen=True)
class Preview:
    """What adding would do, before anything is written.

    `lines` are all lines read, `rows` those found and not yet on the list, as judged; `known` are
    the persons who are on it already.
    """

    lines: tuple[Line, ...]
    rows: tuple[Judged, ...]
    known: frozenset[int]

    @property
    def people(self) -> list[int]:
        """Who would be added, in the order of the lines."""
        return [row.person_id for row in self.rows]

    @property
    def left_out(self) -> list[LeftOut]:
        """The lines that would add nobody, in their order."""
        again = N_("đã có trong danh sách")
        return [
            LeftOut(one.said.line, one.said.text, one.why or again)
            for one in self.lines
            if one.outcome != "found" or one.person_id in self.known
        ]


def look_up(
    *, nomination_list: NominationList, on: date, text: str = "", file: Path | None = None
) -> Preview:
    """Whom a pasted text, or a spreadsheet file, means for a list, and how each is judged.

    Nothing is written. Refused for a file that cannot be read or far too many lines.
    """
    rows = _rows_in(read_apart(file)) if file is not None else rows_of(text)
    if len(rows) > MOST_LINES:
        raise Refused(
            _("Quá %s dòng") % number(MOST_LINES), remedy=_("Chia danh sách thành nhiều phần.")
        )
    return _previewed(nomination_list, said_in(rows), on)


def preview(*, nomination_list: NominationList, people: Sequence[int], on: date) -> Preview:
    """The same for people chosen from a list of the screening, by key."""
    known = _on_list(nomination_list)
    new = [person for person in dict.fromkeys(people) if person not in known]
    return Preview((), tuple(judged(nomination_list, new, on)), known & frozenset(people))


def _previewed(nomination_list: NominationList, said: Sequence[Said], on: date) -> Preview:
    if not said:
        raise Refused(
            _("Không thấy dòng nào nêu người"),
            remedy=_("Mỗi dòng ghi mã, hoặc họ tên và ngày sinh."),
        )
    lines = matched(said, register_for(said))
    known = _on_list(nomination_list)
    found = [one.person_id for one in lines if one.outcome == "found" and one.person_id]
    new = [person for person in found if person not in known]
    return Preview(tuple(lines), tuple(judged(nomination_list, new, on)), known & frozenset(found))


def _rows_in(tables: Tables) -> list[tuple[int, list[str | None]]]:
    """The rows of the first sheet that has any."""
    frame = next((frame for frame in tables.values() if frame.height), pl.DataFrame())
    if frame.is_empty():
        raise Refused(_("Tệp không có dòng nào"), remedy=_("Chọn tệp có danh sách người."))
    return [(row[ROW], [row[name] for name in frame.columns if name != ROW])
            for row in frame.iter_rows(named=True)]  # fmt: skip


def _on_list(nomination_list: NominationList) -> frozenset[int]:
    rows = Nomination.objects.filter(list=nomination_list).exclude(state=WITHDRAWN)
    return frozenset(rows.values_list("person_id", flat=True))


@transaction.atomic
def nominate(
    *,
    actor: User | None,
    nomination_list: NominationList,
    people: Sequence[int],
    on: date,
    source: str = "",
    left_out: Sequence[LeftOut] = (),
) -> Batch:
    """Put people forward on a list that is drawn up, each judged on the day; one bulk step.

    Who is on the list already stays as is. Refused where nobody is left to add.
    """
    held = locked_list(nomination_list)
    refuse_unless_draft(held.state)
    known = _on_list(held)
    rows = judged(held, [person for person in people if person not in known], on)
    if not rows:
        raise Refused(
            _("Không có ai để thêm: họ đã có trong danh sách hoặc ngoài phạm vi được xem"),
            remedy=_("Tải lại trang để xem danh sách hiện nay."),
        )
    sign(actor=actor, ground=GROUND % N_("thêm %s người") % number(len(rows)))
    batch = _batch(actor, held, Batch.Kind.ADD, on, source, left_out)
    places = make_room(held, rows)
    with told(WALLS):
        batch.taken = add_rows(batch, rows, places, on)
    batch.save(update_fields=["taken"])
    keep_steps(actor=actor, rows=[(key, "", DRAFT) for key in batch.taken], on=on, reason=source)
    return batch


def _batch(
    actor: User | None,
    held: NominationList,
    kind: str,
    on: date,
    source: str = "",
    left_out: Sequence[LeftOut] = (),
    taken: Sequence[int] = (),
) -> Batch:
    return Batch.objects.create(
        list=held,
        kind=kind,
        source=source,
        taken=list(taken),
        left_out=[{"line": one.line, "text": one.text, "why": one.why} for one in left_out],
        done_on=on,
        done_by=author_of(actor),
    )


@transaction.atomic
def remove(
    *,
    actor: User | None,
    nomination_list: NominationList,
    nominations: Sequence[int],
    on: date,
    reason: str = "",
) -> Batch:
    """Take rows off a list that is drawn up; one bulk step that can be undone.

    Refused, with their names, where some were taken off meanwhile.
    """
    held = locked_list(nomination_list)
    refuse_unless_draft(held.state)
    refuse_those_gone(held, nominations)
    rows = list(_drafts(held).filter(pk__in=nominations))
    if not rows:
        raise Refused(_("Không có dòng nào để bớt"), remedy=_("Tải lại trang rồi chọn lại."))
    why = " ".join(reason.split())
    sign(actor=actor, ground=why or GROUND % N_("bớt %s người") % number(len(rows)))
    batch = _batch(actor, held, Batch.Kind.REMOVE, on, why, taken=[row.pk for row in rows])
    move_rows(actor=actor, rows=rows, became=WITHDRAWN, on=on, reason=why)
    put_in_order(held)
    return batch


def refuse_those_gone(nomination_list: NominationList, chosen: Sequence[int]) -> None:
    """Refuse rows that a page still showed and that were taken off since, by name."""
    rows = Nomination.objects.filter(list=nomination_list, pk__in=chosen, state=WITHDRAWN)
    gone = list(rows.select_related("person").order_by("position"))
    if gone:
        raise Refused(
            _("%s người vừa chọn không còn trong danh sách") % number(len(gone)),
            why="; ".join(row.person.name for row in gone[:5]),
            remedy=_("Tải lại trang, xem danh sách hiện nay rồi chọn lại."),
        )


@transaction.atomic
def undo(*, actor: User | None, batch: Batch, on: date) -> int:
    """Take a bulk step back: who was added goes, who was taken off returns, as then judged.

    Refused, with what stands in the way, where something was built on it: the list was submitted,
    papers or an order were noted on its rows, or people were put forward again meanwhile.
    Returns how many rows moved.
    """
    held = locked_list(batch.list)
    step = Batch.objects.select_for_update().get(pk=batch.pk)
    _refuse_undo(held, step)
    sign(actor=actor, ground=GROUND % N_("hoàn tác"))
    adding = step.kind == Batch.Kind.ADD
    before, after = (DRAFT, WITHDRAWN) if adding else (WITHDRAWN, DRAFT)
    rows = Nomination.objects.select_for_update(of=("self",)).filter(
        pk__in=step.taken, state=before
    )
    with told(WALLS):
        moved = move_rows(
            actor=actor, rows=rows, became=after, on=on, reason=N_("hoàn tác bước trước")
        )
    step.undone_at, step.undone_by = timezone.now(), author_of(actor)
    step.save(update_fields=["undone_at", "undone_by"])
    put_in_order(held)
    return moved


def _drafts(held: NominationList) -> QuerySet[Nomination]:
    return Nomination.objects.select_for_update(of=("self",)).filter(list=held, state=DRAFT)


def _refuse_undo(held: NominationList, step: Batch) -> None:
    if step.undone_at is not None:
        raise Refused(_("Bước này đã được hoàn tác"), remedy=_("Tải lại trang."))
    refuse_unless_draft(held.state)
    stands = _built_on(step) if step.kind == Batch.Kind.ADD else _again_there(held, step)
    if stands:
        raise Refused(
            _("Không hoàn tác được: đã có việc làm tiếp trên các dòng này"),
            why="; ".join(stands),
            remedy=_("Bỏ các việc đó trước, hoặc bớt từng người khỏi danh sách."),
        )


def _built_on(step: Batch) -> list[str]:
    """What was noted on rows that a step added."""
    rows = Nomination.objects.filter(pk__in=step.taken, state=DRAFT).select_related("person")
    noted = rows.exclude(proved={}, tie_note="").order_by("position")[:5]
    return [
        (_("%s: đã ghi giấy tờ chứng minh") if row.proved else _("%s: đã xếp thứ tự bằng tay"))
        % row.person.name
        for row in noted
    ]


def _again_there(held: NominationList, step: Batch) -> list[str]:
    """Who of those taken off was put forward again."""
    gone = Nomination.objects.filter(pk__in=step.taken, state=WITHDRAWN)
    there = Nomination.objects.filter(list=held, state=DRAFT, person__in=gone.values("person"))
    return [
        _("%s: đã được thêm lại") % row.person.name for row in there.select_related("person")[:5]
    ]
