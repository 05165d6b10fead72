"""Posts and roles go along to the units that follow, set by set, and come back."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from hientai.accounts.models import Deputy, RoleAssignment
from hientai.approvals.services.daily import lay_again_soon
from hientai.people.models import Post
from hientai.reforms.domain.following import Fate
from hientai.reforms.domain.sheet import Place
from hientai.reforms.models import CarriedRole, Reform
from hientai.reforms.queries import FATES_SQL, Endings, roles_of
from hientai.webkit.day import today

AS_IT_WAS = ", ".join(
    str(field.column)
    for field in Post._meta.concrete_fields
    if field.name not in ("id", "unit", "title", "period")
)
GOING = f"""
CREATE TEMPORARY TABLE reform_going ON COMMIT DROP AS
WITH {FATES_SQL}, going_to AS (
    SELECT g.*, v.type
    FROM unnest(%(places)s::text[], %(place_units)s::bigint[], %(place_titles)s::text[])
        AS g(code, unit_id, title)
    JOIN organisations_tree v ON v.unit_id = g.unit_id AND v.period @> %(on)s::date
)
SELECT f.id, nextval(pg_get_serial_sequence('people_post', 'id')) AS new_id, f.person_id,
       f.unit_id AS from_unit, f.post_kind, lower(f.period) < %(on)s::date AS begun, f.period,
       CASE f.fate WHEN 'placed' THEN g.unit_id ELSE h.id END AS unit_id,
       CASE WHEN f.fate = 'carried' THEN f.title
            WHEN g.title IS NULL AND (b.title IS NULL OR g.type IN (b.type, f.own_type))
            THEN f.title
            ELSE g.title END AS title, f.title AS old_title
FROM fates f
LEFT JOIN organisations_unit h ON h.code = f.heir
LEFT JOIN going_to g ON g.code = f.code
LEFT JOIN bound b ON b.title = f.title
WHERE f.fate = ANY (%(fates)s)
"""
CARRY = (
    """UPDATE people_post p SET period = daterange(lower(p.period), %(on)s::date)
    FROM reform_going g WHERE g.id = p.id AND g.begun""",
    f"""INSERT INTO people_post (id, unit_id, title, period, {AS_IT_WAS})
    SELECT g.new_id, g.unit_id, g.title, daterange(%(on)s::date, upper(g.period)),
           {", ".join(f"p.{name.strip()}" for name in AS_IT_WAS.split(","))}
    FROM reform_going g JOIN people_post p ON p.id = g.id WHERE g.begun""",
    """UPDATE people_post p SET unit_id = g.unit_id, title = g.title
    FROM reform_going g WHERE g.id = p.id AND NOT g.begun""",
    """INSERT INTO reforms_carriedpost (reform_id, left_id, taken_id, from_unit_id, title)
    SELECT %(reform)s, CASE WHEN begun THEN id END, CASE WHEN begun THEN new_id ELSE id END,
           from_unit, old_title FROM reform_going""",
)
RETURN = (
    """CREATE TEMPORARY TABLE reform_going ON COMMIT DROP AS
    SELECT c.left_id, c.taken_id, t.person_id, t.kind AS post_kind, t.unit_id, c.from_unit_id,
           c.title, t.period
    FROM reforms_carriedpost c JOIN people_post t ON t.id = c.taken_id
    WHERE c.reform_id = %(reform)s""",
    "ANALYZE reform_going",
    "DELETE FROM reforms_carriedpost WHERE reform_id = %(reform)s",
    """DELETE FROM people_post WHERE id IN (
        SELECT taken_id FROM reform_going WHERE left_id IS NOT NULL)""",
    """UPDATE people_post p SET period = daterange(lower(p.period), upper(g.period))
    FROM reform_going g WHERE g.left_id = p.id""",
    """UPDATE people_post p SET unit_id = g.from_unit_id, title = g.title
    FROM reform_going g WHERE g.left_id IS NULL AND g.taken_id = p.id""",
    # Who holds no post any more stays where the last one was: that is the unit that was left.
    """UPDATE people_person person SET unit_id = g.from_unit_id FROM reform_going g
    WHERE g.post_kind = 'main' AND person.id = g.person_id AND person.unit_id = g.unit_id""",
)
# The scope of sight follows the main post of today.
KEEP_CURRENT = """
UPDATE people_person person SET unit_id = p.unit_id
FROM reform_going g JOIN people_post p USING (person_id)
WHERE g.post_kind = 'main' AND person.id = p.person_id AND p.kind = 'main'
  AND p.period @> %(today)s::date AND person.unit_id <> p.unit_id
"""
AFRESH = "DROP TABLE IF EXISTS pg_temp.reform_going"


def carry_posts(
    reform: Reform,
    endings: Endings,
    places: Sequence[Place],
    ids: Mapping[str, int],
    fates: Sequence[Fate] = (Fate.CARRIED, Fate.PLACED),
) -> int:
    """End posts in units that end and let them go on where they follow; how many posts moved."""
    parameters = endings.parameters | {
        "reform": reform.pk,
        "today": today(),
        "places": [place.person for place in places],
        "place_units": [ids[place.unit] for place in places],
        "place_titles": [place.title or None for place in places],
        "fates": [fate.value for fate in fates],
    }
    _run((AFRESH, GOING, "ANALYZE reform_going", *CARRY), parameters)
    return _run((KEEP_CURRENT, "SELECT FROM reform_going"), parameters)


def return_posts(reform: Reform) -> int:
    """Put the posts an act carried back where they were; how many."""
    parameters = {"reform": reform.pk, "today": today()}
    return _run((AFRESH, *RETURN, KEEP_CURRENT, "SELECT FROM reform_going"), parameters)


def carry_roles(reform: Reform, endings: Endings, ids: Mapping[str, int], author: str) -> None:
    """Close roles at units that end on the day, and open them at the unit that follows, if any.

    A role without one unit that follows waits for a decision. What waits for an answer is laid
    anew.
    """
    for move in roles_of(endings):
        old, until = move.role, move.role.period.upper
        old.period = DateRange(old.period.lower, endings.on)
        old.save(update_fields=["period"])
        row = CarriedRole(reform=reform, left=old, until=until)
        if move.heir:
            row.taken = open_role(old, ids[move.heir], DateRange(endings.on, until))
            row.decided_at, row.decided_by = timezone.now(), author
        row.save()
    lay_again_soon()


def return_roles(reform: Reform) -> None:
    """Let the roles an act carried or ended be held again where they were."""
    for row in CarriedRole.objects.filter(reform=reform).select_related("left", "taken"):
        old, taken = row.left, row.taken
        row.delete()
        if taken:
            taken.delete()
        old.period = DateRange(old.period.lower, row.until)
        old.save(update_fields=["period"])
    lay_again_soon()


def open_role(old: RoleAssignment, unit: int, period: DateRange) -> RoleAssignment | None:
    """The same role at another unit, with who stands in for it; None where the user has it there
    already."""
    held = RoleAssignment.objects.filter(user=old.user, role=old.role, unit=unit)
    if held.filter(period__overlap=period).exists():
        return None
    made = RoleAssignment.objects.create(user=old.user, role=old.role, unit_id=unit, period=period)
    _let_stand_in(old, made)
    return made


def _let_stand_in(old: RoleAssignment, made: RoleAssignment) -> None:
    """Who was to stand in for a role stands in for the one that follows it, for what is left of
    the time. The deputyship of the old role stays written as it was: it ends with the role, and
    goes on with it where the act is undone."""
    for one in old.deputies.filter(period__overlap=made.period):
        since = max(one.period.lower, made.period.lower)
        ends = [day for day in (one.period.upper, made.period.upper) if day is not None]
        until = min(ends, default=None)
        Deputy.objects.create(
            assignment=made, user=one.user, period=DateRange(since, until), ground=one.ground
        )


def _run(statements: Sequence[str], parameters: Mapping[str, Any]) -> int:
    """Each statement in turn; how many rows the last one touched."""
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql, parameters)
        return int(cursor.rowcount)
