"""Who taught what in a class, as far as anybody says: its topics, lecturers to choose from."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from hientai.classes.models import TrainingClass
from hientai.programmes.models import Lecturer, Topic
from hientai.programmes.queries.programmes import qualified_for
from hientai.timetables.models import Teaching


@dataclass(frozen=True)
class Row:
    """A topic of a class, and what was entered of who taught it."""

    topic: Topic
    is_asked: bool
    lecturer: str
    name: str


def topics_of(
    held: TrainingClass, entered: Mapping[str, str], known: Collection[int] = ()
) -> list[Row]:
    """The topics of the class's version with what was entered; at first all are asked about, with
    who teaches them by the timetable: chosen where the lecturer is `known`, else by name."""
    rows = []
    taught = {} if entered else _taught(held)
    for topic in Topic.objects.filter(version=held.version_id).order_by("number"):
        key = str(topic.pk)
        if topic.pk in taught:
            one = taught[topic.pk]
            chosen = str(one.lecturer_id) if one.lecturer_id in known else ""
            rows.append(Row(topic, True, chosen, "" if chosen else one.name))
            continue
        asked = not entered or f"hoi-{key}" in entered
        lecturer, name = entered.get(f"gv-{key}", ""), entered.get(f"ten-{key}", "")
        rows.append(Row(topic, asked, lecturer, name[:200]))
    return rows


def _taught(held: TrainingClass) -> dict[int, Teaching]:
    """Who teaches each topic of a class by its timetable, the first session's lecturer."""
    rows = Teaching.objects.filter(
        session__training_class=held, session__state="planned", session__topic__isnull=False
    )
    rows = rows.select_related("session").order_by("-session__hours", "-pk")
    return {one.session.topic_id or 0: one for one in rows}


def offered(held: TrainingClass, on: date) -> list[tuple[Lecturer, bool]]:
    """Lecturers in sight, those who may teach the programme first; and whether they may."""
    programme = held.version.programme
    able = [one.lecturer for one in qualified_for(programme, held.starts_on)]
    known = {one.pk for one in able}
    others = Lecturer.objects.filter(period__contains=on).exclude(pk__in=known)
    return [(one, True) for one in able] + [
        (one, False) for one in others.order_by("name_key", "pk")[:500]
    ]
