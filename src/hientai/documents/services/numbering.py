"""Numbers: given in order without gap or double, or kept by a paper from before the system.

The counter of a body, year and kind is one row, locked in the transaction that gives the number:
who comes second waits, and a number not given in the end was never counted.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.models import User
from hientai.audit.services import sign
from hientai.documents.domain.kinds import kind_of, symbol_of
from hientai.documents.domain.steps import Series, ground_of, next_number, refuse_own_number
from hientai.documents.models import Counter, IssuingBody, Paper, PaperFile, Relation
from hientai.documents.services.effects import effects_of
from hientai.documents.services.files import File, keep_file
from hientai.documents.services.holding import author_of, held, keep_step
from hientai.documents.services.issuing import issue_signed
from hientai.shared.refused import Refused
from hientai.webkit.constraints import told

TAKEN = {
    "number_is_given_once": Refused(
        N_("Số này đã cấp cho văn bản khác"),
        why=N_("một số của một cơ quan, một năm, một loại chỉ cấp một lần"),
        remedy=N_("Kiểm tra lại số; nếu trùng, trả lại văn bản và ghi lý do."),
    )
}


@dataclass(frozen=True)
class Stated:
    """What a paper from before the system says of itself."""

    kind: str
    number: int
    issued_on: date
    abstract: str
    signer: str
    suffix: str = ""
    symbol: str = ""
    purpose: str = ""


@transaction.atomic
def register(*, actor: User | None, paper: Paper, on: date) -> Paper:
    """Give a signed paper the next number of its body, year and kind, and register it.

    A room above enrols here, in the same transaction; where it refuses, no number is given.
    """
    row = held(actor=actor, paper=paper, step="register")
    counter = _counter(row.body, on.year, row.series)
    row.number = next_number(_series(counter), on)
    row.year, row.issued_on, row.registered_at = on.year, on, timezone.now()
    counter.last, counter.last_day, counter.given = row.number, on, True
    counter.save(update_fields=["last", "last_day", "given"])
    with told(TAKEN):
        row.save()
    issue_signed(actor=actor, paper=row)
    keep_step(actor=actor, paper=row, step="register")
    effects_of(row).registered(actor, row)
    return row


@transaction.atomic
def enter_back_dated(
    *,
    actor: User | None,
    body: IssuingBody,
    stated: Stated,
    scan: File,
    concerned: Collection[int] = (),
    former: Paper | None = None,
    relation: str = Relation.Kind.AMENDS,
    origin: str = "",
) -> Paper:
    """Register a paper from before the system with its own number, day and scan."""
    kind = kind_of(stated.kind)
    sign(actor=actor, ground=ground_of("back_dated"))
    counter = _counter(body, stated.issued_on.year, kind.series)
    refuse_own_number(_series(counter), stated.number)
    row = _former_paper(actor, body, stated, concerned, origin)
    with told(TAKEN):
        row.save()
    if not counter.given and stated.number > counter.last:
        counter.last, counter.last_day = stated.number, stated.issued_on
        counter.save(update_fields=["last", "last_day"])
    keep_file(actor=actor, paper=row, role=PaperFile.Role.SCAN, file=scan)
    keep_step(actor=actor, paper=row, step="back_dated")
    if former is not None:
        Relation.objects.create(later=row, former=former, kind=relation)
    effects_of(row).registered(actor, row)
    return row


@transaction.atomic
def open_series(*, actor: User | None, body: IssuingBody, year: int, kind: str, last: int) -> None:
    """Say which number was the last one given before the system, so that ours go on from it."""
    sign(actor=actor, ground=ground_of("open_series"))
    counter = _counter(body, year, kind_of(kind).series)
    if counter.given or last < counter.last:
        raise Refused(
            _("Sổ năm %(year)s đang ở số %(last)s, không mở lại được")
            % {"year": year, "last": counter.last}
        )
    counter.last = last
    counter.save(update_fields=["last"])


def _counter(body: IssuingBody, year: int, series: str) -> Counter:
    made = Counter(body=body, unit_id=body.unit_id, year=year, series=series)
    with told({}):
        Counter.objects.bulk_create([made], ignore_conflicts=True)
    return Counter.objects.select_for_update().get(body=body, year=year, series=series)


def _series(counter: Counter) -> Series:
    return Series(counter.last, counter.last_day, counter.given)


def _former_paper(
    actor: User | None, body: IssuingBody, stated: Stated, concerned: Collection[int], origin: str
) -> Paper:
    kind = kind_of(stated.kind)
    if not stated.abstract.strip() or not stated.signer.strip():
        raise Refused(_("Chưa ghi trích yếu hoặc người ký của văn bản"))
    return Paper(
        body=body,
        unit_id=body.unit_id,
        purpose=stated.purpose,
        kind=kind.code,
        symbol=stated.symbol or symbol_of(kind, body.symbol, body.drafter),
        abstract=" ".join(stated.abstract.split()),
        state=Paper.State.REGISTERED,
        signer=stated.signer.strip(),
        year=stated.issued_on.year,
        series=kind.series,
        number=stated.number,
        suffix=stated.suffix.strip(),
        issued_on=stated.issued_on,
        back_dated=True,
        origin=origin,
        concerned=sorted(set(concerned)),
        written_by=author_of(actor),
        registered_at=timezone.now(),
    )
