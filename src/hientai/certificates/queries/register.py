"""The register of certificates: searched without accents, narrowed; lists and templates."""

from django.db.models import Q, QuerySet

from hientai.certificates.models import Act, Batch, Certificate, Template
from hientai.results.domain.completion import COMPLETED
from hientai.results.queries.outcomes import current
from hientai.shared.vietnamese import fold


def certificates() -> QuerySet[Certificate]:
    """Every certificate in sight, the newest first."""
    rows = Certificate.objects.select_related("unit", "training_class", "replaced_by")
    return rows.order_by("-signed_on", "-year", "-number", "-pk")


def found(rows: QuerySet[Certificate], text: str) -> QuerySet[Certificate]:
    """Those whose name, programme or number hold every word, whatever its accents."""
    for word in fold(text).split():
        rows = rows.filter(folded__contains=word)
    return rows


def certificate_of(code: str) -> Certificate | None:
    """A certificate by its code."""
    rows = Certificate.objects.select_related("unit", "training_class", "replaced_by", "person")
    return rows.filter(code=code).first()


def of_person(person_id: int) -> QuerySet[Certificate]:
    """The certificates of a person of the register."""
    return certificates().filter(person=person_id)


def batches() -> QuerySet[Batch]:
    """Every list in sight, the newest first."""
    return Batch.objects.select_related("unit", "training_class").order_by("-pk")


def waiting_for_a_check() -> QuerySet[Batch]:
    """Lists that are looked through."""
    return batches().filter(state=Batch.State.PREPARED)


def issued_of(batch: Batch) -> int:
    """How many of a list have their certificate."""
    return Certificate.objects.filter(entry__batch=batch).count()


def still_holding(batch: Batch) -> dict[int, str]:
    """Persons of a list who hold a valid certificate of the same class, with its number."""
    if batch.training_class_id is None:
        return {}
    rows = Certificate.objects.filter(
        training_class=batch.training_class_id,
        state=Certificate.State.VALID,
        person__in=batch.entries.exclude(person=None).values("person"),
    )
    return dict(rows.values_list("person_id", "number_text"))


def of_class(class_id: int) -> tuple[QuerySet[Certificate], QuerySet[Batch]]:
    """The certificates of a class, and its lists under way."""
    return certificates().filter(training_class=class_id), batches().filter(
        training_class=class_id, state__in=["prepared", "issuing"]
    )


def unfounded() -> QuerySet[Certificate]:
    """Valid certificates of learners who, by a corrected outcome, did not complete the class."""
    undone = current().exclude(state=COMPLETED).values("learner")
    rows = certificates().filter(state=Certificate.State.VALID)
    return rows.filter(entry__learner__in=undone)


def not_earned(class_id: int) -> QuerySet[Certificate]:
    """Certificates of a class that were revoked because their holders had not earned them, though
    by the outcomes that stand these completed it: their turns count no more."""
    done = current().filter(state=COMPLETED).values("learner")
    rows = certificates().filter(training_class=class_id, state=Certificate.State.REVOKED)
    why = {"acts__what": Act.What.REVOKED, "acts__counts": False}
    return rows.filter(entry__learner__in=done, **why)


def templates() -> QuerySet[Template]:
    """Every version of every template, the newest first."""
    return Template.objects.select_related("unit").order_by("kind", "unit_id", "-version")


def template_on(kind: str, unit_id: int, on: object) -> Template | None:
    """The template of an issuer on a day: its own before one for all; None where none is."""
    rows = Template.objects.filter(kind=kind, state=Template.State.IN_USE, since__lte=on)
    whose = rows.filter(Q(unit=unit_id) | Q(unit=None))
    # Its own first: null stands last in either order that Django writes.
    own = sorted(whose, key=lambda one: (one.unit_id is not None, one.since), reverse=True)
    return own[0] if own else None
