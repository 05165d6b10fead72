"""Files of papers: kept whole, with a fingerprint and what their signatures say."""

from dataclasses import dataclass

from hientai.accounts.models import User
from hientai.documents.domain.steps import fingerprint, refuse_file
from hientai.documents.models import Paper, PaperFile
from hientai.documents.papers.signatures import checked
from hientai.documents.services.holding import author_of


@dataclass(frozen=True)
class File:
    """A file as somebody hands it in."""

    name: str
    content: bytes


def keep_file(*, actor: User | None, paper: Paper, role: str, file: File) -> PaperFile:
    """Keep a PDF with a paper; refused for another kind of file or one too large."""
    refuse_file(file.content)
    return PaperFile.objects.create(
        paper=paper,
        role=role,
        name=file.name[:120],
        content=file.content,
        size=len(file.content),
        fingerprint=fingerprint(file.content),
        signatures=checked(file.content),
        added_by=author_of(actor),
    )
