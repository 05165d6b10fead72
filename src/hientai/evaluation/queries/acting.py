"""Reads of actions: those in sight, of a class, a programme, a lecturer."""

from django.db.models import QuerySet

from hientai.accounts.models import User
from hientai.accounts.queries import who_may
from hientai.classes.models import TrainingClass
from hientai.evaluation.domain.states import TAKEN
from hientai.evaluation.models import Action, Form
from hientai.programmes.models import Lecturer
from hientai.webkit.day import today

OPEN = "evaluation:open"


def actions() -> QuerySet[Action]:
    """Every action in sight: those that are open first, the one due first on top."""
    rows = Action.objects.select_related("form__training_class", "owner", "lecturer")
    return rows.order_by("-state", "due_on", "pk")


def action_of(number: int) -> Action | None:
    """An action by its number."""
    return actions().filter(pk=number).first()


def of_class(held: TrainingClass) -> QuerySet[Action]:
    """What is done about what a class found."""
    return actions().filter(form__training_class=held)


def of_programme(programme_id: int) -> QuerySet[Action]:
    """What is done about what the classes of a programme found."""
    return actions().filter(form__training_class__version__programme=programme_id)


def of_lecturer(lecturer: Lecturer) -> QuerySet[Action]:
    """What is done about what was found of a lecturer."""
    return actions().filter(lecturer=lecturer)


def waiting_for(user: User) -> QuerySet[Action]:
    """Open actions of a user."""
    return actions().filter(owner=user, state=TAKEN)


def owners_for(form: Form) -> list[tuple[str, str]]:
    """Who may be given an action: those who look after the class here and at its institution."""
    held = form.training_class
    keys = who_may(OPEN, units=[held.unit_id, held.institution.unit_id], on=today())
    rows = User.objects.filter(pk__in=keys).order_by("name", "username")
    return [(str(one.pk), str(one)) for one in rows]


def lecturers_for(form: Form) -> list[tuple[str, str]]:
    """The lecturers that a form asked about."""
    rows = form.lines.exclude(lecturer=None).values_list("lecturer", "lecturer_name")
    return [(str(pk), name) for pk, name in dict(rows).items()]
