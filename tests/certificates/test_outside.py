"""K1: degrees and certificates from elsewhere are recorded with a scan and checked by another."""

from datetime import date
from typing import Any

import pytest

from hientai.accounts.models import User
from hientai.certificates import services as verbs
from hientai.certificates.models import Outside
from hientai.certificates.services import Told
from hientai.people.models import Degree, Person
from hientai.programmes.services.materials import Upload
from hientai.shared.refused import Refused
from hientai.training.models import Turn
from tests.city import DAY, founded, put, units

__all__ = ["founded", "put", "units"]

MASTER = Told(
    what="degree",
    level="master",
    title="Quản lý công",
    issuer="Đại học Quốc gia Singapore",
    issued_on=date(2019, 7, 1),
    abroad=True,
    number="NUS-2019-118",
)
COURSE = Told(
    what="certificate",
    title="Kế toán trưởng",
    issuer="Học viện Tài chính",
    issued_on=date(2015, 6, 30),
    starts_on=date(2015, 3, 1),
    ends_on=date(2015, 6, 1),
    number="KTT-118",
)


@pytest.fixture
def person(put: Any) -> Person:
    """An official with a degree of university."""
    return put("HN-000301", name="Vũ Thị Hạnh")


def users() -> tuple[User, User]:
    """Two officers."""
    return tuple(User.objects.create(username=one, name=one) for one in ("lan", "binh"))  # type: ignore[return-value]


def recorded(person: Person, told: Told, by: User | None = None, **more: Any) -> Outside:
    """A paper with its scan."""
    scan = more.pop("scan", Upload("bang.pdf", b"%PDF-1.7 " + told.title.encode()))
    return verbs.record(actor=by, person=person, told_by=told, scan=scan, on=DAY)


def checked(one: Outside, by: User | None, genuine: bool = True, **more: Any) -> Outside:
    """A paper that was checked."""
    said = {"reason": "Công văn xác minh số 31 của trường", "on": DAY, **more}
    return verbs.check(actor=by, outside=one, genuine=genuine, **said)


def test_a_degree_counts_once_another_person_has_confirmed_it(person: Person) -> None:
    lan, binh = users()
    held = recorded(person, MASTER, lan)
    assert not Degree.objects.filter(person=person, level="master").exists()
    with pytest.raises(Refused, match="phải khác người ghi"):
        checked(held, lan)
    checked(held, binh)
    degree = Degree.objects.get(person=person, level="master")
    assert (degree.institution, degree.awarded_on) == (
        "Đại học Quốc gia Singapore",
        MASTER.issued_on,
    )


def test_a_course_counts_as_a_turn_that_was_completed(person: Person) -> None:
    checked(recorded(person, COURSE), None)
    turn = Turn.objects.get(person=person)
    assert (turn.result, turn.certificate_number, turn.ends_on) == (
        "completed",
        "KTT-118",
        date(2015, 6, 1),
    )


def test_what_was_not_confirmed_counts_for_nothing_and_stays_on_record(person: Person) -> None:
    held = checked(recorded(person, MASTER), None, genuine=False)
    assert (held.state, held.reason) == ("refused", "Công văn xác minh số 31 của trường")
    assert not Degree.objects.filter(person=person, level="master").exists()
    with pytest.raises(Refused, match="đã được kiểm tra"):
        checked(held, None)
    assert recorded(person, MASTER).state == "waiting"


def test_the_same_scan_twice_or_a_file_that_is_none_is_refused(person: Person) -> None:
    recorded(person, MASTER)
    with pytest.raises(Refused, match="đã được ghi cho người này"):
        recorded(person, MASTER)
    with pytest.raises(Refused):
        recorded(person, COURSE, scan=Upload("bang.exe", b"MZ"))


@pytest.mark.parametrize(
    "wrong", [{"issued_on": date(2030, 1, 1)}, {"level": ""}, {"issuer": " "}, {"what": "khác"}]
)
def test_a_paper_that_cannot_be_is_refused(person: Person, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        recorded(person, Told(**{**vars(MASTER), **wrong}))


def test_a_check_says_with_what_it_was_compared(person: Person) -> None:
    with pytest.raises(Refused, match="đối chiếu"):
        checked(recorded(person, MASTER), None, reason=" ")
