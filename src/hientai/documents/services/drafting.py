"""A paper until it is signed: drawn up from words and data, revised, locked, sent back, dropped."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.audit.services import sign
from hientai.documents.domain import words as w
from hientai.documents.domain.compose import composed
from hientai.documents.domain.kinds import Kind, kind_of, symbol_of
from hientai.documents.domain.paper import Annex, Issuer, as_data, from_data
from hientai.documents.domain.purposes import OF_THE_BODY, purpose_of
from hientai.documents.domain.steps import ground_of, reason_of
from hientai.documents.models import IssuingBody, Paper, Relation
from hientai.documents.queries.wordings import words_on
from hientai.documents.services.effects import effects_of
from hientai.documents.services.holding import author_of, held, keep_step
from hientai.shared.refused import Refused
from hientai.webkit.constraints import told


@dataclass(frozen=True)
class About:
    """What a paper is about besides its words: who signs, the lists, the units whose people."""

    signer: str = ""
    annexes: Sequence[Annex] = ()
    concerned: Collection[int] = ()


@transaction.atomic
def draft(
    *,
    actor: User | None,
    body: IssuingBody,
    purpose: str,
    on: date,
    values: Mapping[str, str],
    about: About = About(),
    former: Paper | None = None,
    origin: str = "",
) -> Paper:
    """Draw up a paper from the words in use on a day, filled with values; a draft.

    `former` is the paper that an amending one changes: it has to be registered. Refused where a
    field of the words has no value.
    """
    meant = purpose_of(purpose)
    _refuse_former(meant.relation, former)
    in_use = words_on(purpose, body, on)
    told_values = {**values, OF_THE_BODY: body.name}
    words = w.filled(in_use.words, told_values)
    kind = kind_of(meant.kind)
    sign(actor=actor, ground=ground_of("draft"))
    row = _begun(body, kind)
    row.purpose, row.origin, row.drafted_on = purpose, origin, on
    row.wording, row.values = in_use.version, told_values
    row.written_by = author_of(actor)
    _write(row, words, about)
    with told({}):
        row.save()
        keep_step(actor=actor, paper=row, step="draft")
        if former is not None:
            Relation.objects.create(later=row, former=former, kind=meant.relation)
    return row


@transaction.atomic
def revise(
    *,
    actor: User | None,
    paper: Paper,
    words: w.Words | None = None,
    signer: str | None = None,
    annexes: Sequence[Annex] | None = None,
    concerned: Collection[int] | None = None,
    values: Mapping[str, str] | None = None,
) -> Paper:
    """Change a draft: its words, who signs, its lists, the units concerned, what the fields of its
    words are filled with (the words come filled); the rest stays."""
    row = held(actor=actor, paper=paper, step="revise")
    if values is not None:
        row.values = {**values, OF_THE_BODY: row.body.name}
    before = from_data(row.content)
    about = About(
        row.signer if signer is None else signer,
        before.annexes if annexes is None else annexes,
        row.concerned if concerned is None else concerned,
    )
    _write(row, words or w.words_from(row.words), about)
    row.save()
    keep_step(actor=actor, paper=row, step="revise")
    return row


@transaction.atomic
def lock(*, actor: User | None, paper: Paper) -> Paper:
    """Freeze a draft for signature: its content does not change any more."""
    row = held(actor=actor, paper=paper, step="lock")
    if not row.signer:
        raise Refused(_("Chưa ghi họ tên người ký"), remedy=_("Sửa dự thảo, ghi người ký."))
    row.locked_at = timezone.now()
    row.save(update_fields=["state", "locked_at"])
    keep_step(actor=actor, paper=row, step="lock")
    effects_of(row).locked(actor, row)
    return row


@transaction.atomic
def send_back(*, actor: User | None, paper: Paper, reason: str) -> Paper:
    """Send a paper back from signature or from numbering, with the reason; a draft again."""
    tidy = reason_of(reason)
    row = held(actor=actor, paper=paper, step="send_back", reason=tidy)
    row.locked_at = row.signed_at = None
    row.save(update_fields=["state", "locked_at", "signed_at"])
    keep_step(actor=actor, paper=row, step="send_back", reason=tidy)
    effects_of(row).sent_back(actor, row)
    return row


@transaction.atomic
def drop(*, actor: User | None, paper: Paper, reason: str) -> Paper:
    """Give a draft up; it stays in sight as such."""
    tidy = reason_of(reason)
    row = held(actor=actor, paper=paper, step="drop", reason=tidy)
    row.save(update_fields=["state"])
    keep_step(actor=actor, paper=row, step="drop", reason=tidy)
    effects_of(row).dropped(actor, row)
    return row


def _begun(body: IssuingBody, kind: Kind) -> Paper:
    """A paper of a body and kind, of which nothing is said yet."""
    return Paper(
        body=body,
        unit_id=body.unit_id,
        kind=kind.code,
        symbol=symbol_of(kind, body.symbol, body.drafter),
        series=kind.series,
    )


def _refuse_former(relation: str, former: Paper | None) -> None:
    if relation and (former is None or former.state != Paper.State.REGISTERED):
        raise Refused(
            _("Chưa chọn văn bản gốc đã ban hành"),
            why=_("văn bản điều chỉnh, thu hồi, hoãn phải dẫn văn bản đã có số"),
        )


def _write(row: Paper, words: w.Words, about: About) -> None:
    body = row.body
    paper = composed(
        kind=kind_of(row.kind),
        issuer=Issuer(body.name, body.parent, body.place, body.collective),
        symbol=row.symbol,
        words=words,
        signer=about.signer,
        annexes=about.annexes,
    )
    row.words, row.content = w.as_data(words), as_data(paper)
    row.abstract, row.signer = paper.abstract, paper.signature.name
    row.concerned = sorted(set(about.concerned))
