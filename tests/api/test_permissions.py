"""Which program may ask what: one table of operation, token and answer (A1, A4).

401 without a token, 403 where the role lacks the permission, 404 nothing there for this token, 422
what was sent cannot be taken. The officer's unit is the department of finance; HN-000004 belongs
to the department of health, as do the import, the paper, the correction, what was submitted and the
part of the division; the notice is the owner's.
"""

import json
from collections import defaultdict
from datetime import date

import pytest
from django.db import connection, transaction

from hientai.accounts.domain import ROLES as ALL_ROLES
from hientai.accounts.domain import permissions_of, role_of
from hientai.approvals.models import Submission
from hientai.decisions.models import Row, Sending
from hientai.documents.models import Paper
from hientai.intake.models import ImportBatch
from hientai.notices.models import Notice
from hientai.organisations.models import Unit
from hientai.places.models import Allotment, Division
from hientai.places.services.telling import GIVEN
from hientai.site import api
from hientai.upkeep.models import CorrectionRequest
from hientai.webkit.endpoints import ANY_TOKEN
from tests.api.programs import Program, token_of
from tests.journeys.city import City, user

pytestmark = pytest.mark.django_db

ROLES = ("nobody", "viewer", "officer", "owner")
QUOTA = "/api/schemes/hanoi-1698/quotas/A.1.1"
TARGET = "/api/schemes/hanoi-1698/targets/2.1.a.1"
TABLE = f"""
GET  /api/token                                401 200 200 200
GET  /api/units                                401 200 200 200
GET  /api/units/SYT                            401 200 200 200
GET  /api/units/KHONG-CO                       401 404 404 404
GET  /api/people                               401 200 200 200
GET  /api/people/HN-000001                     401 200 200 200
GET  /api/people/HN-000004                     401 200 404 200
GET  /api/people/KHONG-CO                      401 404 404 404
GET  /api/people/HN-000004/may-go?scheme=hanoi-1698  401 200 404 200
GET  /api/people/HN-000001/may-go?scheme=hanoi-1698  401 200 200 200
GET  /api/people/HN-000001/changes             401 403 200 200
GET  /api/people/HN-000004/changes             401 403 404 200
GET  /api/people/HN-000004/openings            401 403 404 200
GET  /api/corrections                          401 403 200 200
GET  /api/corrections/{{correction}}             401 403 404 200
POST /api/corrections/{{correction}}/answer      401 403 422 422
GET  /api/own/corrections                      401 403 403 403
POST /api/own/corrections                      401 403 403 403
GET  /api/schemes                              401 200 200 200
GET  /api/schemes/hanoi-1698                   401 200 200 200
GET  /api/schemes/khong-co                     401 404 404 404
GET  /api/schemes/hanoi-1698/items             401 200 200 200
GET  /api/schemes/hanoi-1698/versions          401 200 200 200
GET  {QUOTA}                                   401 200 200 200
GET  {QUOTA}/people                            401 200 200 200
GET  /api/schemes/hanoi-1698/targets           401 200 200 200
GET  {TARGET}/people                           401 200 200 200
GET  /api/turns                                401 200 200 200
GET  /api/law                                  401 200 200 200
GET  /api/law/regimes                          401 200 200 200
GET  /api/programmes                           401 200 200 200
GET  /api/programmes/TC-01                     401 200 200 200
GET  /api/institutions                         401 200 200 200
GET  /api/calendar                             401 200 200 200
GET  /api/calendar/study-days?first=2018-03-16&study_days=32  401 200 200 200
GET  /api/classes                              401 200 200 200
GET  /api/classes/TC-01.K1                     401 200 200 200
POST /api/classes                              401 403 403 422
POST /api/classes/TC-01.K1/withdraw            401 403 403 422
GET  /api/certificates                         401 200 200 200
GET  /api/certificates/0000000000000000        401 404 404 404
GET  /api/certificates/0000000000000000/credential  401 404 404 404
GET  /api/schemes/hanoi-1698/places            401 200 200 200
GET  /api/schemes/khong-co/places              401 404 404 404
GET  /api/seats                                401 200 200 200
GET  /api/divisions                            401 200 200 200
GET  /api/divisions/{{division}}                 401 200 200 200
POST /api/divisions                            401 403 403 422
POST /api/divisions/{{division}}/parts           401 403 403 422
POST /api/divisions/{{division}}/step            401 403 403 422
POST /api/parts/{{part}}/answer                  401 403 422 422
POST /api/parts/{{part}}/need                    401 403 422 422
POST /api/parts/{{part}}/return                  401 403 422 422
GET  /api/approvals                            401 200 200 200
GET  /api/approvals/tasks                      401 403 200 200
GET  /api/approvals/{{submission}}               401 200 404 200
POST /api/approvals/answers                    401 403 422 422
POST /api/approvals/{{submission}}/answer        401 403 422 422
POST /api/approvals/{{submission}}/withdraw      401 403 422 422
GET  /api/approvals/routes                     401 200 200 200
GET  /api/approvals/routes/{{route}}             401 200 200 200
POST /api/approvals/routes                     401 403 403 422
POST /api/approvals/routes/{{route}}/stop        401 403 403 422
GET  /api/classes/TC-01.K1/attendance          401 200 200 200
GET  /api/classes/TC-01.K1/rolls               401 200 200 200
GET  /api/sessions/999999/roll                 401 404 404 404
POST /api/sessions/999999/roll                 401 403 403 422
GET  /api/classes/TC-01.K1/timetable           401 200 200 200
GET  /api/classes/TC-01.K1/learners            401 200 200 200
POST /api/classes/TC-01.K1/timetable           401 403 403 422
POST /api/classes/TC-01.K1/timetable/1         401 403 403 422
POST /api/classes/TC-01.K1/timetable/1/cancel  401 403 403 422
GET  /api/delegations                          401 200 200 200
GET  /api/delegations/KHONG-CO                 401 404 404 404
GET  /api/workshops                            401 200 200 200
GET  /api/evaluations                          401 403 403 200
GET  /api/evaluations/999999                   401 403 403 404
GET  /api/outcomes                             401 200 200 200
GET  /api/outcomes/999999                      401 404 404 404
POST /api/classes/TC-01.K1/marks               401 403 403 422
GET  /api/nomination-lists                     401 200 200 200
GET  /api/nomination-lists/{{list}}              401 200 404 200
GET  /api/nomination-lists/{{list}}/rows         401 200 404 200
GET  /api/nomination-lists/{{list}}/batches      401 403 404 200
POST /api/nomination-lists                     401 403 422 422
POST /api/nomination-lists/{{list}}/look-up      401 403 422 422
POST /api/nomination-lists/{{list}}/people       401 403 422 422
POST /api/nomination-lists/{{list}}/remove       401 403 422 422
POST /api/nomination-lists/{{list}}/batches/1/undo  401 403 404 404
POST /api/nomination-lists/{{list}}/submit       401 403 404 422
POST /api/nomination-lists/{{list}}/take-back    401 403 422 422
POST /api/nomination-lists/{{list}}/withdraw     401 403 422 422
POST /api/nomination-lists/{{list}}/decisions    401 403 404 422
GET  /api/nominations/{{row}}/steps              401 200 404 200
POST /api/nominations/{{row}}/prove              401 403 422 422
POST /api/nominations/{{row}}/withdraw           401 403 422 422
POST /api/nominations/{{row}}/carry-over         401 403 422 422
GET  /api/own/nominations                      401 403 403 403
GET  /api/decisions                            401 200 200 200
GET  /api/decisions/{{decision}}                 401 200 404 200
GET  /api/people/HN-000004/decisions           401 200 404 200
GET  /api/own/decisions                        401 403 403 403
POST /api/decisions/{{decision}}/people          401 403 422 422
POST /api/decisions/{{decision}}/withdraw        401 403 422 422
POST /api/decisions/{{decision}}/replace         401 403 422 422
POST /api/decisions/{{decision}}/postpone        401 403 422 422
POST /api/decisions/{{decision}}/correct         401 403 422 422
POST /api/decisions/{{decision}}/anew            401 403 422 422
POST /api/decisions/{{decision}}/summons         401 403 404 422
POST /api/nomination-lists/{{list}}/submission   401 403 404 422
GET  /api/papers                               401 200 200 200
GET  /api/papers/{{paper}}                       401 200 404 200
GET  /api/imports                              401 403 200 200
POST /api/imports                              401 403 422 422
GET  /api/imports/{{batch}}                      401 403 404 200
GET  /api/imports/{{batch}}/rows                 401 403 404 200
POST /api/imports/{{batch}}/commit               401 403 404 422
POST /api/imports/{{batch}}/undo                 401 403 404 422
POST /api/imports/{{batch}}/discard              401 403 404 422
GET  /api/notices                              401 200 200 200
POST /api/notices/read                         401 200 200 200
POST /api/notices/{{notice}}/read                401 404 404 200
GET  /api/notices/ways                         401 200 200 200
POST /api/notices/ways                         401 422 422 422
GET  /api/jobs                                 401 403 403 403
POST /api/jobs/1/again                         401 403 403 403
POST /api/jobs/1/drop                          401 403 403 403
GET  /api/trace/head                           401 403 403 403
"""
CASES = [tuple(line.split()) for line in TABLE.strip().splitlines()]


@pytest.fixture(scope="module")
def things(city: City, django_db_blocker) -> dict[str, int]:
    """The numbers of what belongs to the department of health."""
    with django_db_blocker.unblock():
        return {
            "batch": ImportBatch.objects.get(unit__code="SYT").pk,
            "paper": Paper.objects.get(origin="").pk,
            "decision": Sending.objects.get(paper__state="draft").pk,
            "list": Sending.objects.get(paper__state="draft").list_id,
            "row": Row.objects.get(sending__paper__state="draft").nomination_id,
            "correction": CorrectionRequest.objects.get().pk,
            "submission": Submission.objects.get(kind="tests.list").pk,
            "route": Submission.objects.get(kind="tests.list").route_id,
            "division": Division.objects.get().pk,
            "part": Allotment.objects.get().pk,
            "notice": Notice.objects.get(user=city.owner, kind=GIVEN).pk,
        }


# What belongs to the department of health, asked for as it should be, by the officer of finance.
FOREIGN = {
    "/api/parts/{part}/answer": {"accepted": 1},
    "/api/parts/{part}/need": {"wanted": 1},
    "/api/parts/{part}/return": {"places": 1, "why": "không dùng"},
    "/api/approvals/{submission}/answer": {"step": 0, "verdict": "agreed"},
    "/api/approvals/{submission}/withdraw": {"reason": "rút"},
    "/api/nomination-lists/{list}/look-up": {"lines": "HN-000002"},
    "/api/nomination-lists/{list}/people": {"lines": "HN-000002"},
    "/api/nomination-lists/{list}/remove": {"rows": [1]},
    "/api/nomination-lists/{list}/take-back": {"reason": "rút"},
    "/api/nomination-lists/{list}/withdraw": {"reason": "rút"},
    "/api/nomination-lists/{list}/decisions": {"nominations": [1]},
    "/api/nominations/{row}/prove": {"code": "nd101.age"},
    "/api/nominations/{row}/withdraw": {"reason": "rút"},
    "/api/nominations/{row}/carry-over": {"reason": "rút", "to": 1},
    "/api/decisions/{decision}/people": {"nominations": [1]},
    "/api/decisions/{decision}/withdraw": {"nominations": [1], "reason": "rút"},
    "/api/decisions/{decision}/anew": {"nominations": [1], "reason": "rút"},
    "/api/decisions/{decision}/summons": {},
    "/api/nomination-lists/{list}/submission": {},
    "/api/decisions/{decision}/replace": {"nominations": [1], "reason": "rút"},
    "/api/decisions/{decision}/postpone": {
        "nominations": [1],
        "reason": "hoãn",
        "starts_on": "2024-10-01",
        "ends_on": "2024-10-05",
    },
    "/api/decisions/{decision}/correct": {
        "nomination": 1,
        "reason": "ghi nhầm",
        "wanted": {"birth": "03/05/1986"},
    },
    "/api/approvals/answers": {"submissions": [{"id": "{submission}", "step": 0}]},
}


@pytest.fixture(scope="module")
def everybody(city: City, django_db_blocker) -> dict[str, Program]:
    """A program of somebody in each role of the table of roles, at the root."""
    with django_db_blocker.unblock():
        root = Unit.objects.get(code="HN")
        return {
            role.code: Program(token_of(user(f"moi.{role.code}", role.label, role.code, root)))
            for role in ALL_ROLES
        }


def answer_to(program: Program, method: str, address: str) -> int:
    """The status of an answer; what the request wrote is taken back."""
    with transaction.atomic():
        status = program.ask(method, address, None if method == "GET" else {}).status_code
        transaction.set_rollback(True)
    return status


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join(case[:2]))
def test_every_role_gets_what_the_table_says(
    case: tuple[str, ...], programs: dict[str, Program], things: dict[str, int]
) -> None:
    method, address, *expected = case
    got = [str(answer_to(programs[role], method, address.format(**things))) for role in ROLES]
    assert dict(zip(ROLES, got, strict=True)) == dict(zip(ROLES, expected, strict=True))


def operation_of(method: str, address: str) -> str:
    """The id of the operation that an address of the table asks for."""
    parts = address.split("?")[0].split("/")
    for path, methods in api.document()["paths"].items():
        pattern = path.split("/")
        fits = len(pattern) == len(parts) and all(
            a == b or a.startswith("{") for a, b in zip(pattern, parts, strict=True)
        )
        if fits and method.lower() in methods:
            return methods[method.lower()]["operationId"]
    raise AssertionError(f"{method} {address} is no operation")


@pytest.mark.parametrize("role", [role.code for role in ALL_ROLES])
def test_a_role_asks_what_its_permissions_say_and_nothing_else(
    role: str, everybody: dict[str, Program], things: dict[str, int]
) -> None:
    """403 exactly where the permission lacks; what is there for everybody is read by who may."""
    asked, wrong = api.permissions(), []
    for method, template, *expected in CASES:
        permission = asked[operation_of(method, template.format(**things))]
        allowed = permission == ANY_TOKEN or permission in permissions_of(role)
        status = answer_to(everybody[role], method, template.format(**things))
        reads = method == "GET" and expected[-1] == "200" and role_of(role).sees_people
        if (status == 403) is allowed or (allowed and reads and status != 200):
            wrong.append((method, template, permission, status))
    assert wrong == []


@pytest.mark.parametrize("address", FOREIGN)
def test_what_is_another_units_is_not_there_whatever_is_sent(
    address: str, officer: Program, things: dict[str, int]
) -> None:
    """The numbers of another unit's things, with bodies that could be taken, are found nowhere."""
    body = json.loads(
        json.dumps(FOREIGN[address]).replace('"{submission}"', str(things["submission"]))
    )
    assert officer.post(address.format(**things), body).status_code == 404


def test_every_operation_stands_in_the_table(things: dict[str, int]) -> None:
    told = {operation_of(case[0], case[1].format(**things)) for case in CASES}
    assert set(api.permissions()) - told == set()


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "HEAD"])
@pytest.mark.parametrize("address", ["/api/people/HN-000004", "/api/people/KHONG-CO"])
def test_an_unusual_method_tells_nothing_of_another_unit(
    method: str, address: str, officer: Program
) -> None:
    answer = officer.ask(method, address)
    assert (answer.status_code, answer["Allow"]) == (405, "GET")


def test_a_person_of_another_unit_and_nobody_get_the_same_answer(officer: Program) -> None:
    told = [officer.get(f"/api/people/{code}").content for code in ("HN-000004", "HN-999999")]
    assert told[0] == told[1]


@pytest.mark.parametrize(
    "asked",
    ["search=HN-000004", "search=Dũng", "unit=SYT", "on=2012-01-01", "search=%25' OR 1=1 --"],
)
def test_lists_hold_nobody_of_another_unit(asked: str, officer: Program) -> None:
    for address in ("/api/people", f"{QUOTA}/people", f"{TARGET}/people"):
        wanted = asked.replace("unit", "organ") if address != "/api/people" else asked
        answer = officer.get(f"{address}?{wanted}")
        assert answer.status_code in (200, 422)
        assert "Đặng Văn Dũng" not in answer.content.decode()
    assert all(one["person"] != "HN-000004" for one in officer.get("/api/turns").json()["items"])


def test_a_token_of_a_unit_sees_that_unit_alone(city: City) -> None:
    """The owner's token, narrowed to the department of health."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    narrowed = Program(token_of(city.owner, at=city.health))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE hientai_app")
    told = narrowed.get("/api/people", on=date(2024, 6, 1)).json()
    assert [one["code"] for one in told["items"]] == ["HN-000004"]
    assert narrowed.get("/api/people/HN-000001").status_code == 404


def test_a_token_for_looking_writes_nothing(city: City) -> None:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    looking = Program(token_of(city.owner, reads_only=True))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE hientai_app")
    assert looking.get("/api/people").status_code == 200
    for method, template, *_expected in CASES:
        if method == "POST":
            address = template.format_map(defaultdict(lambda: 1))
            assert answer_to(looking, method, address) == 403, address
