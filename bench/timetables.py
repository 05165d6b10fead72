"""The clash check of a new class against 5,000 classes that have their rooms, lecturers, learners.

Run as `python -m bench.timetables` by the owner of the tables, in a process of its own; prints
JSON. The classes are written in a transaction that is taken back, so that the city stays as it was;
what is measured is done in the application's role, within the walls.
"""

import json
import sys
import time
from datetime import date, datetime, timedelta

import django

from bench.city import measured
from bench.lines import Line

CLASSES, LEARNERS, SESSIONS, RUNS, TARGET = 5_000, 90, 32, 5, 0.5
FIRST = date(2024, 9, 9)
OTHERS = f"""
INSERT INTO classes_trainingclass (code, title, title_folded, item_id, starts_on, ends_on, places,
    form, ground, opened_on, opened_at, opened_by, withdrawn_by, withdrawn_ground,
    institution_id, unit_id, version_id)
SELECT 'BENCH.' || n, title, title_folded, '', starts_on, ends_on, places, form, ground,
    opened_on, now(), opened_by, '', '', institution_id, unit_id, version_id
FROM classes_trainingclass, generate_series(1, {CLASSES}) n WHERE id = %s
"""
TAKEN = """
INSERT INTO timetables_busy SELECT c.id, w.kind, w.who, (SELECT range_agg(tstzrange(
        '2024-01-02 08:00+07'::timestamptz + make_interval(days => (c.id % 40 * 7 + s / 2)::int,
            hours => s % 2 * 5),
        '2024-01-02 11:30+07'::timestamptz + make_interval(days => (c.id % 40 * 7 + s / 2)::int,
            hours => s % 2 * 5))) FROM generate_series(0, 9) s)
FROM classes_trainingclass c CROSS JOIN LATERAL (
    SELECT 'person' AS kind, 10000000 + c.id * 100 + n AS who FROM generate_series(1, 30) n
    UNION ALL SELECT 'room', 20000000 + c.id UNION ALL SELECT 'lecturer', 20000000 + c.id) w
WHERE c.code LIKE 'BENCH.%'
"""
LEARN = """
WITH seats AS (
    INSERT INTO places_seat (person_id, unit_id, of_class_id, period, exclusive, state, held_until,
        held_at, held_by, used_by, released_by, reason)
    SELECT p.id, p.unit_id, pool.id, '[2024-09-09,2024-10-01)', true, 'held', '2024-09-01', now(),
        'bench', '', '', ''
    FROM (SELECT id, unit_id FROM people_person ORDER BY md5(code) LIMIT %s) p,
        places_pool pool WHERE pool.training_class_id = %s
    RETURNING id, person_id)
INSERT INTO timetables_learner (training_class_id, person_id, seat_id, name, organisation, contact,
    joined_on, joined_by, left_by)
SELECT %s, person_id, id, '', '', '', '2024-09-09', 'bench', '' FROM seats
"""


def timetables() -> list[Line]:
    """Measure in a fresh process."""
    found = measured("bench.timetables", owner=True)
    told = f"{found['busy']:,} rooms, lecturers and learners with their hours"
    job = f"clashes of a class of {LEARNERS} in {SESSIONS} sessions with {CLASSES:,} classes"
    return [
        Line(job, found["asked"], "s", TARGET, note=told),
        Line("… its timetable written", found["written"], "s", TARGET),
    ]


def measure(class_id: int) -> dict[str, object]:
    """The seconds of asking and of writing, and how many stand in the way."""
    from django.db import connection  # noqa: PLC0415  Models need Django set up

    from hientai.classes.models import TrainingClass  # noqa: PLC0415
    from hientai.timetables.domain.plan import Planned  # noqa: PLC0415
    from hientai.timetables.queries.clashes import clashes  # noqa: PLC0415
    from hientai.timetables.services import write  # noqa: PLC0415

    def at(n: int, hour: int) -> datetime:
        day = FIRST + timedelta(days=n // 2)
        return datetime.fromisoformat(f"{day} {hour + n % 2 * 5:02}:00")

    plan = [
        Planned(starts=at(n, 8), ends=at(n, 11), periods=4, title="Bench") for n in range(SESSIONS)
    ]
    with connection.cursor() as cursor:
        cursor.execute(OTHERS, [class_id])
        cursor.execute(TAKEN)
        cursor.execute("SELECT * FROM places_open('{NULL}', '{NULL}', %s, '{NULL}', %s)",
                       [[class_id], FIRST])  # fmt: skip
        cursor.execute("UPDATE places_pool SET places = 1000 WHERE training_class_id = %s",
                       [class_id])  # fmt: skip
        cursor.execute(LEARN, [LEARNERS, class_id, class_id])
        cursor.execute("ANALYZE timetables_busy")
        cursor.execute("SELECT count(*) FROM timetables_busy")
        busy = cursor.fetchone()[0]
        cursor.execute("SET LOCAL ROLE hientai_app")
    asked = []
    for _run in range(RUNS):
        since = time.perf_counter()
        clashes(class_id, plan)
        asked.append(time.perf_counter() - since)
    since = time.perf_counter()
    held = TrainingClass.objects.get(pk=class_id)
    write(actor=None, held_class=held, after=plan, kind="laid_out", ground="bench", on=FIRST)
    return {"asked": asked, "written": [time.perf_counter() - since], "busy": busy}


def main() -> None:
    """One class of the city against many others."""
    django.setup()
    from django.db import transaction  # noqa: PLC0415

    from hientai.accounts.services import operator_scope  # noqa: PLC0415
    from hientai.classes.models import TrainingClass  # noqa: PLC0415

    with operator_scope("bench"):
        held = TrainingClass.objects.filter(withdrawn_at=None).order_by("pk").first()
        found = measure(held.pk) if held else {}
        transaction.set_rollback(True)
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
