"""A paper from filled words, the body that issues it and the lists that go with it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hientai.documents.domain.body import provisions_of
from hientai.documents.domain.kinds import Kind
from hientai.documents.domain.paper import Annex, Issuer, Paper, Signature, check_annex
from hientai.documents.domain.purposes import PACKS, purpose_of
from hientai.documents.domain.words import Words, words_from
from hientai.shared.yaml_files import read_yaml


def composed(
    *,
    kind: Kind,
    issuer: Issuer,
    symbol: str,
    words: Words,
    signer: str,
    annexes: Sequence[Annex] = (),
) -> Paper:
    """The paper that filled words make; the annexes without a title take that of the words."""
    titled = [replace(one, title=one.title or words.annex_title) for one in annexes]
    for annex in titled:
        check_annex(annex)
    return Paper(
        kind=kind.code,
        issuer=issuer,
        symbol=symbol,
        abstract=words.abstract,
        signature=Signature(_lines(words.signer), signer.strip()),
        authority=words.authority,
        grounds=_lines(words.grounds),
        addressees=_lines(words.addressees),
        provisions=provisions_of(words.body),
        recipients=_lines(words.recipients),
        archive=words.archive,
        annexes=tuple(titled),
    )


def issued(paper: Paper, number: str, day: date) -> Paper:
    """The paper with its number and day."""
    return replace(paper, number=number, day=day)


def shipped_words(purpose: str) -> Words:
    """The words that come with the system, where nobody has written others."""
    path = PACKS / f"{purpose_of(purpose).code}.yaml"
    return words_from(read_yaml(path))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
