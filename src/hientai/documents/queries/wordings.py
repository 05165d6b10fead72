"""Which words a purpose has on a day, and all their versions."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from hientai.documents.domain.compose import shipped_words
from hientai.documents.domain.words import Words, words_from
from hientai.documents.models import IssuingBody, Wording


@dataclass(frozen=True)
class InUse:
    """Words with the version they come from; None for those that come with the system."""

    words: Words
    version: Wording | None


def words_on(purpose: str, body: IssuingBody, on: date) -> InUse:
    """The words of a day: the body's own, else those for all bodies, else the shipped ones."""
    held = Wording.objects.filter(
        Q(body=body) | Q(body=None), purpose=purpose, state=Wording.State.IN_USE, since__lte=on
    )
    own_first = sorted(held, key=lambda one: (one.body_id is None, -one.since.toordinal()))
    if not own_first:
        return InUse(shipped_words(purpose), None)
    return InUse(words_from(own_first[0].words), own_first[0])


def wordings() -> QuerySet[Wording]:
    """Every version, the newest of each purpose and body first."""
    return Wording.objects.select_related("body").order_by("purpose", "body", "-version")
