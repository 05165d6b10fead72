"""What becomes of sign-ins and requests when two records turn out to be one person's."""

from hientai.intake.domain import register
from hientai.people.domain.merging import Part, Row
from hientai.shared.words import N_, _
from hientai.upkeep.domain.requests import ASKED, OPEN
from hientai.upkeep.domain.trace import STATES

SUPERSEDED = "superseded"


def state_in_words(state: str) -> str:
    """How far a request has come."""
    return _(STATES[state])


def field_in_words(field: str) -> str:
    """What a request is about: the heading of a column of the sheet «Người»."""
    headings = {column.key: column.heading for column in register.COLUMNS}
    years = {f"rating_{year}": year for year in register.rating_years([field])}
    return register.rating(years[field]).heading if field in years else headings.get(field, field)


def one_sign_in(rows: list[Row]) -> list[Row]:
    """A person signs in by one name: that of the kept record, where it has one."""
    return rows[:1]


def one_open_request(rows: list[Row]) -> list[Row]:
    """Of open requests about one field the earliest goes on waiting; the others stay as history."""
    waiting = [row for row in rows if row["state"] in (OPEN, ASKED)]
    waiting.sort(key=lambda row: (row["asked_at"], row["id"]))
    first: dict[str, int] = {}
    for row in waiting:
        first.setdefault(row["field"], row["id"])
    late = {row["id"] for row in waiting} - set(first.values())
    return [row | {"state": SUPERSEDED} if row["id"] in late else row for row in rows]


SIGN_IN = Part(
    "upkeep_ownrecord",
    N_("Tài khoản cá nhân"),
    settle=one_sign_in,
    note=N_(
        "Tài khoản của hồ sơ giữ lại tiếp tục dùng; tài khoản kia không còn gắn với hồ sơ nào."
    ),
)
REQUESTS = Part(
    "upkeep_correctionrequest",
    N_("Đề nghị đính chính"),
    words={"state": state_in_words, "field": field_in_words},
    once=False,
    settle=one_open_request,
    note=N_(
        "Hai đề nghị đang chờ về cùng nội dung: đề nghị gửi trước chờ tiếp, đề nghị sau khép lại."
    ),
    unsaid=frozenset({"evidence", "evidence_type", "held", "batch_id", "asked_at", "decided_at"}),
)
