"""Issuing: the certificates of a confirmed list, some hundred in a transaction, until it is whole.

Which number each has is settled by the list; so whoever is killed on the way leaves whole
certificates and entries that still wait, and whoever goes on begins with those.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from procrastinate.contrib.django import app

from hientai.accounts.models import User
from hientai.accounts.services import operator_scope
from hientai.audit.services import sign
from hientai.certificates.domain.codes import drawn
from hientai.certificates.domain.credential import proof_value
from hientai.certificates.domain.facts import Facts, number_text
from hientai.certificates.domain.keys import Signer
from hientai.certificates.domain.status import place_of
from hientai.certificates.domain.tokens import qr_text
from hientai.certificates.models import Batch, Certificate, Entry, PrintFile
from hientai.certificates.papers.pdf import Sheet, pdf
from hientai.certificates.queries.verifying import signer_of
from hientai.certificates.services.telling import tell_issued
from hientai.notices.services.jobs import report
from hientai.programmes.services.materials import author_of
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import fold
from hientai.webkit.constraints import told
from hientai.webkit.day import today

ISSUE = "certificates.issue"
AT_ONCE = 50  # so many are issued while the page waits
STEP = 500  # certificates of one transaction
PAGES = 250  # certificates of one file for the printer
AHEAD = 2  # files drawn at once: drawing leaves the interpreter free
GROUND = N_("Cấp chứng chỉ: %s")


def carry_on(*, actor: User | None, batch: Batch) -> int:
    """Issue what of a confirmed list was not issued yet; how many there were.

    Each portion is kept by itself where no transaction is open around it.
    """
    done = 0
    while made := _portion(actor, batch.pk):
        done += made[0]
        _tell(batch, made[1] / 2)
    return done


def carry_out(*, actor: User | None, batch_id: int) -> None:
    """Issue a list and draw its files for the printer, going on where it was left."""
    with acting(actor):
        batch = Batch.objects.select_related("unit").get(pk=batch_id)
    carry_on(actor=actor, batch=batch)
    draw(actor=actor, batch=batch)


def later(*, actor: User | None, batch: Batch) -> None:
    """Let the worker issue a list, as the actor acts now."""
    told_as = {"batch_id": batch.pk, "actor_id": actor.pk if actor else None}
    if actor is not None:
        token = actor.token.pk if actor.token is not None else None
        told_as |= {"deputy": actor.deputy, "token": token}
    app.configure_task(ISSUE).defer(**told_as)


@contextmanager
def acting(actor: User | None) -> Iterator[None]:
    """One transaction within the actor's sight (None: the operator's)."""
    if actor is None:
        with operator_scope():
            yield
        return
    if not actor.may("certificates:issue"):
        raise Refused(_("Bạn không có quyền cấp chứng chỉ"), remedy=_("Liên hệ chủ đề án."))
    with transaction.atomic():
        actor.enter(today())
        yield


def draw(*, actor: User | None, batch: Batch) -> None:
    """Draw the files for the printer that are not there yet, two at a time."""
    parts = range(-(-batch.total // PAGES))
    with acting(actor):
        there = set(PrintFile.objects.filter(batch=batch).values_list("section", flat=True))
    left = [part for part in parts if part not in there]
    with ThreadPoolExecutor(AHEAD) as pool:
        while left:
            now, left = left[:AHEAD], left[AHEAD:]
            with acting(actor):
                sheets = [sheets_of(batch, part) for part in now]
            for part, content in zip(now, pool.map(pdf, sheets), strict=True):
                _keep(actor, batch, part, content)
            _tell(batch, 1 - len(left) / len(parts) / 2)


def sheets_of(batch: Batch, part: int) -> list[Sheet]:
    """The certificates of one file."""
    first = part * PAGES
    rows = Certificate.objects.filter(
        entry__batch=batch, entry__position__gt=first, entry__position__lte=first + PAGES
    )
    return [Sheet(row.said, row.words, row.signature) for row in rows.order_by("number")]


def _keep(actor: User | None, batch: Batch, part: int, content: bytes) -> None:
    first = (batch.first or 0) + part * PAGES
    last = (batch.first or 0) + min((part + 1) * PAGES, batch.total) - 1
    with acting(actor):
        sign(actor=actor, ground=GROUND % batch.programme)
        PrintFile.objects.bulk_create(
            [
                PrintFile(
                    batch=batch,
                    section=part,
                    first=first,
                    last=last,
                    content=content,
                    size=len(content),
                )
            ],
            ignore_conflicts=True,
        )


def _portion(actor: User | None, batch_id: int) -> tuple[int, float] | None:
    """Issue the next ones: how many, and how much of the list is issued then; None at its end."""
    with acting(actor):
        rows = Batch.objects.select_for_update(of=("self",)).select_related("unit", "key")
        batch = rows.get(pk=batch_id)
        if batch.state != Batch.State.ISSUING:
            return None
        sign(actor=actor, ground=GROUND % batch.programme)
        waiting = list(batch.entries.filter(certificate=None).order_by("position")[:STEP])
        if waiting:
            _issue(actor, batch, waiting)
            tell_issued(batch, waiting)
        left = batch.entries.filter(certificate=None).count()
        if not left:
            batch.state, batch.ended_at = Batch.State.ISSUED, timezone.now()
            with told({}):
                batch.save(update_fields=["state", "ended_at"])
        return len(waiting), 1 - left / batch.total


def _issue(actor: User | None, batch: Batch, entries: list[Entry]) -> None:
    if batch.key is None:
        raise Refused(_("Danh sách này chưa được xác nhận"))
    signer = signer_of(batch.key.sealed, batch.key.did)
    at = timezone.localtime().replace(microsecond=0).isoformat()
    made = [_certificate(batch, entry, signer, at, author_of(actor)) for entry in entries]
    with told({}):
        Certificate.objects.bulk_create(made, batch_size=STEP)


def _certificate(batch: Batch, entry: Entry, signer: Signer, at: str, by: str) -> Certificate:
    facts = _facts(batch, entry, at)
    return Certificate(
        unit_id=batch.unit_id,
        entry=entry,
        kind=batch.kind,
        year=batch.signed_on.year,
        number=(batch.first or 0) + entry.position - 1,
        number_text=facts.number,
        code=facts.code,
        person_id=entry.person_id,
        turn_id=entry.turn_id,
        training_class_id=batch.training_class_id,
        name=facts.name,
        folded=fold(f"{facts.name} {facts.programme} {facts.training_class} {facts.number}"),
        classification=facts.classification,
        signed_on=batch.signed_on,
        template_id=batch.template_id,
        facts={**facts.as_data(), "words": batch.common["words"], "did": signer.public.did},
        key=batch.key,
        status_list=facts.status_list,
        status_index=facts.status_index,
        signature=qr_text(facts, signer),
        proof=proof_value(facts, signer),
        issued_by=by,
    )


def _facts(batch: Batch, entry: Entry, at: str) -> Facts:
    said = batch.common
    number = (batch.first or 0) + entry.position - 1
    lists, place = place_of((batch.serial or 0) + entry.position - 1)
    plain = ("starts_on", "ends_on", "days", "periods", "place", "issuer", "parent", "authority")
    more = ("signer", "home", "replaces", "place_signed", "training_class")
    return Facts(
        code=drawn(),
        kind=batch.kind,
        number=number_text(number, batch.signed_on.year, batch.kind, said["symbol"]),
        name=entry.name,
        birth=entry.birth,
        workplace=entry.workplace,
        programme=batch.programme,
        classification=entry.classification,
        signed_on=batch.signed_on.isoformat(),
        signed_at=at,
        status_list=lists,
        status_index=place,
        **{key: said[key] for key in (*plain, *more)},
    )


def _tell(batch: Batch, share: float) -> None:
    if batch.total > AT_ONCE:
        report(int(100 * share), batch.programme)
