"""What a page showed of a list, as a mark: another once somebody changed it."""

from hashlib import sha256

from django.db.models import Max

from hientai.nominations.models import NominationList, NominationStep

TERMS = (
    "state",
    "title",
    "scheme_id",
    "item_id",
    "training_class_id",
    "programme",
    "starts_on",
    "ends_on",
    "place",
    "fund",
    "form",
    "exclusive",
    "note",
)


def terms_mark(held: NominationList) -> str:
    """What the people of a list would study, as a mark."""
    said = "\n".join(str(getattr(held, name)) for name in TERMS)
    return sha256(said.encode()).hexdigest()[:16]


def mark_of(held: NominationList) -> str:
    """The same with who is on the list: who came, went, was proved or put in another order."""
    steps = NominationStep.objects.filter(nomination__list=held.pk)
    last = steps.aggregate(last=Max("pk"))["last"] or 0
    return f"{terms_mark(held)}-{last}"
