"""Topics, rooms and lecturers as programs name them: by number, by name."""

from datetime import date

from hientai.classes.models import TrainingClass
from hientai.programmes.models import Room, Topic
from hientai.programmes.queries.lecturers import lecturers_on
from hientai.shared.vietnamese import fold


def topic_key(held: TrainingClass, number: int | None) -> int | None:
    """The topic of a class's programme by its number; None where there is none."""
    if number is None:
        return None
    rows = Topic.objects.filter(version=held.version_id, number=number)
    return rows.values_list("pk", flat=True).first()


def room_key(held: TrainingClass, name: str) -> int | None:
    """The room of a class's institution by its name; None where there is none."""
    rows = Room.objects.filter(institution=held.institution_id, name__iexact=name.strip())
    return rows.values_list("pk", flat=True).first() if name.strip() else None


def lecturer_key(name: str, on: date) -> int | None:
    """The lecturer in sight who bears this name on a day; None where nobody or several do."""
    wanted = fold(name)
    found = [one.pk for one in lecturers_on(on) if fold(one.name) == wanted]
    return found[0] if len(found) == 1 else None
