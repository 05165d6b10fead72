"""What each role may do: one table, read by the guard of every page (A1)."""

from dataclasses import dataclass

from hientai.shared.words import N_, _


@dataclass(frozen=True)
class Role:
    """A role and its permissions `room:action`; the unit of the assignment is its reach."""

    code: str
    label: str
    permissions: frozenset[str]


READING = frozenset(
    {
        "schemes:view",
        "programmes:view",
        "classes:view",
        "units:view",
        "law:view",
        "training:view",
        "people:view",
        "documents:view",
    }
)
PAPERS = frozenset({"documents:draft", "documents:sign", "documents:number"})
ROLES = (
    Role(
        "owner",
        N_("Chủ đề án"),
        READING
        | PAPERS
        | {
            "people:export",
            "people:edit",
            "intake:import",
            "training:match",
            "upkeep:decide",
            "upkeep:fill",
            "upkeep:trace",
            "units:edit",
            "schemes:load",
            "programmes:edit",
            "programmes:approve",
            "classes:open",
            "law:correct",
            "accounts:manage",
            "documents:words",
        },
    ),
    Role(
        "unit_officer",
        N_("Cán bộ phụ trách đơn vị"),
        READING
        | PAPERS
        | {
            "people:export",
            "people:edit",
            "intake:import",
            "training:match",
            "upkeep:decide",
            "upkeep:fill",
            "upkeep:trace",
        },
    ),
    Role("viewer", N_("Người xem"), READING),
    Role("auditor", N_("Cán bộ kiểm tra"), READING | {"people:export", "upkeep:trace", "audit:view"}),
    # Reaches over no unit: the database shows the record of the one person that is the user.
    Role("learner", N_("Cá nhân"), frozenset({"upkeep:own"})),
)


def permissions_of(role: str) -> frozenset[str]:
    """The permissions of a role; a role the system does not know has none."""
    return next((r.permissions for r in ROLES if r.code == role), frozenset())


def label_of(role: str) -> str:
    """The role's Vietnamese name."""
    return next((_(r.label) for r in ROLES if r.code == role), role)
