"""The copy that goes out: what was signed here, with number and day filled in."""

from hientai.accounts.models import User
from hientai.documents.models import Paper, PaperFile
from hientai.documents.papers.signatures import numbered, takes_a_number
from hientai.documents.queries.measures import measures_on
from hientai.documents.queries.papers import content_of
from hientai.documents.services.files import File, keep_file


def issue_signed(*, actor: User | None, paper: Paper) -> None:
    """Fill number and day into the copy that was signed here; others carry them already."""
    signed = paper.files.filter(role=PaperFile.Role.SIGNED).order_by("-pk").first()
    if signed is None or paper.issued_on is None:
        return
    content = bytes(signed.content)
    told = content_of(paper, paper.issued_on)
    if told is None or not takes_a_number(content):
        return
    filled = numbered(content, told.number, paper.issued_on, measures_on(paper.issued_on))
    name = f"{told.number}-{paper.symbol}.pdf"
    keep_file(actor=actor, paper=paper, role=PaperFile.Role.ISSUED, file=File(name, filled))
