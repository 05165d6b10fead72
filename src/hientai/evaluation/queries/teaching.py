"""Who taught what in a class, as far as anybody says: its topics, lecturers to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hientai.classes.models import TrainingClass
from hientai.programmes.models import Lecturer, Topic
from hientai.programmes.queries.programmes import qualified_for


@dataclass(frozen=True)
class Row:
    """A topic of a class, and what was entered of who taught it."""

    topic: Topic
    is_asked: bool
    lecturer: str
    name: str


def topics_of(held: TrainingClass, entered: Mapping[str, str]) -> list[Row]:
    """The topics of the class's version with what was entered; all are asked about at first."""
    rows = []
    for topic in Topic.objects.filter(version=held.version_id).order_by("number"):
        key = str(topic.pk)
        asked = not entered or f"hoi-{key}" in entered
        lecturer, name = entered.get(f"gv-{key}", ""), entered.get(f"ten-{key}", "")
        rows.append(Row(topic, asked, lecturer, name[:200]))
    return rows


def offered(held: TrainingClass, on: date) -> list[tuple[Lecturer, bool]]:
    """Lecturers in sight, those who may teach the programme first; and whether they may."""
    programme = held.version.programme
    able = [one.lecturer for one in qualified_for(programme, held.starts_on)]
    known = {one.pk for one in able}
    others = Lecturer.objects.filter(period__contains=on).exclude(pk__in=known)
    return [(one, True) for one in able] + [
        (one, False) for one in others.order_by("name_key", "pk")[:500]
    ]
