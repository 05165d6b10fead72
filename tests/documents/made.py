"""Papers in the database, drawn up and signed as a room above would."""

from datetime import date
from typing import Any

from hientai.documents import services as verbs
from hientai.documents.domain.purposes import purpose_of
from hientai.documents.models import IssuingBody, Paper
from hientai.documents.services.drafting import About
from hientai.documents.services.files import File
from tests.documents.samples import people

TODAY = date(2024, 6, 3)
PDF = File("ban-ky.pdf", b"%PDF-1.7\n%%EOF\n")


def drafted(body: IssuingBody, purpose: str = "send_course", **more: Any) -> Paper:
    """A draft of the shipped words with their examples and a list of three."""
    about = About("Nguyễn Thị Mai Hương", (people(3),), more.pop("concerned", ()))
    return verbs.draft(
        actor=None,
        body=body,
        purpose=purpose,
        on=TODAY,
        values=purpose_of(purpose).examples(),
        about=about,
        **more,
    )


def signed(body: IssuingBody, purpose: str = "send_course", **more: Any) -> Paper:
    """A paper that waits for its number."""
    paper = verbs.lock(actor=None, paper=drafted(body, purpose, **more))
    return verbs.upload_signed(actor=None, paper=paper, file=PDF)
