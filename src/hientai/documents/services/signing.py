"""The signature: a signed copy handed in, or made here with the signer's own key."""

from django.db import transaction
from django.utils import timezone

from hientai.accounts.models import User
from hientai.documents.models import Paper, PaperFile
from hientai.documents.papers.pdf import pdf, places
from hientai.documents.papers.signatures import Appearance, Key, signed
from hientai.documents.queries.measures import measures_on
from hientai.documents.queries.papers import content_of
from hientai.documents.services.files import File, keep_file
from hientai.documents.services.holding import held, keep_step
from hientai.shared.refused import Refused
from hientai.shared.words import _


@transaction.atomic
def upload_signed(*, actor: User | None, paper: Paper, file: File) -> Paper:
    """Take a copy signed elsewhere (a scan with ink and seal, or a PDF signed electronically)."""
    row = held(actor=actor, paper=paper, step="sign")
    return _signed(actor, row, file)


@transaction.atomic
def sign_here(*, actor: User | None, paper: Paper, key: Key, image: bytes = b"") -> Paper:
    """Sign the locked paper by PAdES with a key that is given now and kept nowhere.

    Number and day stay open as fields, which registration fills without breaking the signature.
    """
    row = held(actor=actor, paper=paper, step="sign")
    now = timezone.localtime()
    content, measures = content_of(row, now.date()), measures_on(now.date())
    if content is None:
        raise Refused(_("Văn bản này chỉ có bản quét, không ký tại đây được"))
    made = signed(
        pdf(content, measures),
        key,
        places(content, measures),
        Appearance(now, image),
    )
    return _signed(actor, row, File(f"{row.kind}-{row.pk}-da-ky.pdf", made))


@transaction.atomic
def add_copy(*, actor: User | None, paper: Paper, file: File) -> PaperFile:
    """Keep the copy that went out, with number, day and seal, beside a registered paper."""
    row = held(actor=actor, paper=paper, step="add_copy")
    kept = keep_file(actor=actor, paper=row, role=PaperFile.Role.ISSUED, file=file)
    keep_step(actor=actor, paper=row, step="add_copy")
    return kept


def _signed(actor: User | None, row: Paper, file: File) -> Paper:
    row.signed_at = timezone.now()
    row.save(update_fields=["state", "signed_at"])
    keep_file(actor=actor, paper=row, role=PaperFile.Role.SIGNED, file=file)
    keep_step(actor=actor, paper=row, step="sign")
    return row
