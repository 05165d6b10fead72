"""Reads of acts: the acts themselves (`acts`), people (`people`), roles (`roles`), and two days
side by side (`lines`)."""

from hientai.reforms.queries.acts import (
    Endings,
    all_reforms,
    day_before,
    endings_of,
    endings_of_plan,
    ids_alive,
    names_by_code,
    places_of,
    plan_of,
    reforms_of,
    steps_of,
)
from hientai.reforms.queries.lines import lineages
from hientai.reforms.queries.people import (
    FATES_SQL,
    Waiting,
    count_stranded,
    crowded,
    people_after,
    people_by_fate,
    people_of_endings,
    stranded,
    waiting,
)
from hientai.reforms.queries.roles import (
    RoleMove,
    holders_of,
    lost_roles,
    roles_of,
    suggestions,
)

__all__ = [
    "FATES_SQL",
    "Endings",
    "RoleMove",
    "Waiting",
    "all_reforms",
    "count_stranded",
    "crowded",
    "day_before",
    "endings_of",
    "endings_of_plan",
    "holders_of",
    "ids_alive",
    "lineages",
    "lost_roles",
    "names_by_code",
    "people_after",
    "people_by_fate",
    "people_of_endings",
    "places_of",
    "plan_of",
    "reforms_of",
    "roles_of",
    "steps_of",
    "stranded",
    "suggestions",
    "waiting",
]
