"""A3: invitations and resets by e-mail: words that open once, for a while, and tell nothing."""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from hientai.accounts import papers
from hientai.accounts.jobs import send_ticket
from hientai.accounts.models import Session, Ticket, User
from hientai.accounts.services.invitations import SEND, invite, send, ticket_of
from hientai.accounts.services.sessions import SessionStore
from hientai.organisations.models import Unit
from hientai.shared.refused import Refused
from tests.accounts.conftest import PASSWORD, sign_in

LETTERS = Path(__file__).parent / "letters"
BASE = "http://testserver/mat-khau/moi/"
NEW = "mot-cum-tu-moi-va-dai"


@pytest.mark.parametrize("purpose", ["invitation", "reset"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_letters_read_as_they_were_approved(purpose: str, language: str) -> None:
    """Compared with files that a person has read; see tests/accounts/letters."""
    ends = datetime(2024, 6, 8, 2, 30, tzinfo=UTC)
    with translation.override(language):
        letter = papers.LETTERS[purpose](
            "Lê Thị Lan", "lan.sonoivu", "https://hientai.hanoi.example/mat-khau/moi/?ma=…", ends
        )
    golden = (LETTERS / f"{purpose}.{language}.txt").read_text(encoding="utf-8")
    assert f"{letter.subject}\n\n{letter.text}" == golden


def word_of(user: User, purpose: str = "reset", now: datetime | None = None) -> str:
    """The word of the letter sent to a user now."""
    assert send(user=user, purpose=purpose, base=BASE, now=now or timezone.now())
    return re.search(r"\?ma=(\S+)", mail.outbox[-1].body)[1]


def choose(client: Client, word: str, password: str = NEW):
    """Follow a letter and set the password."""
    client.get(f"{BASE}?ma={word}")
    both = {"new_password1": password, "new_password2": password}
    return client.post("/mat-khau/moi/", both)


def test_a_word_sets_the_password_once(lan: User) -> None:
    word = word_of(lan)
    assert choose(Client(), word)["Location"] == "/dang-nhap/"
    assert sign_in(Client(), password=NEW).status_code == 302
    assert sign_in(Client(), password=PASSWORD).status_code == 200
    assert choose(Client(), word, "mot-cum-tu-thu-ba-nua").status_code == 410


def test_the_word_leaves_the_address_at_once_and_is_kept_nowhere(lan: User) -> None:
    word, client = word_of(lan), Client()
    assert client.get(f"{BASE}?ma={word}")["Location"] == "/mat-khau/moi/"
    lan.enter(date(2024, 6, 1))
    kept = Ticket.objects.get(user=lan)
    assert word.encode() not in bytes(kept.digest)
    said = [SessionStore().decode(row.session_data) for row in Session.objects.all()]
    assert said and word not in str(said)


@pytest.mark.parametrize(("minutes", "opens"), [(59, True), (61, False)])
def test_a_reset_opens_for_an_hour(lan: User, minutes: int, opens: bool) -> None:
    made = timezone.now()
    word = word_of(lan, now=made)
    assert bool(ticket_of(word, made + timedelta(minutes=minutes))) is opens


@pytest.mark.parametrize(("days", "opens"), [(6.9, True), (7.1, False)])
def test_an_invitation_opens_for_seven_days(lan: User, days: float, opens: bool) -> None:
    made = timezone.now()
    word = word_of(lan, "invitation", made)
    assert bool(ticket_of(word, made + timedelta(days=days))) is opens


def test_only_the_letter_sent_last_opens(lan: User) -> None:
    first, second = word_of(lan), word_of(lan)
    assert choose(Client(), first).status_code == 410
    assert choose(Client(), second).status_code == 302


def test_a_reset_ends_every_session(lan: User) -> None:
    there = Client()
    sign_in(there)
    choose(Client(), word_of(lan))
    assert there.get("/bao-mat/").status_code == 302


@pytest.mark.parametrize(
    ("typed", "said"),
    [("ngan", "quá ngắn"), ("password1234", "quá phổ biến"), ("lan@hanoi.example", "quá giống")],
)
def test_a_weak_password_is_refused_in_vietnamese_and_the_word_still_opens(
    lan: User, typed: str, said: str
) -> None:
    word = word_of(lan)
    page = choose(Client(), word, typed)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert choose(Client(), word).status_code == 302


def test_no_more_than_three_resets_an_hour_are_sent(lan: User) -> None:
    now = timezone.now()
    sent = [send(user=lan, purpose="reset", base=BASE, now=now) for _letter in range(4)]
    assert sent == [True, True, True, False]
    assert send(user=lan, purpose="reset", base=BASE, now=now + timedelta(minutes=61))


def jobs() -> list[dict]:
    """What was left to the background worker."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = %s", [SEND])
        return [json.loads(row[0]) for row in cursor.fetchall()]


def ask(asked: str, address: str = "10.0.0.1"):
    """Ask for a letter."""
    return Client(REMOTE_ADDR=address).post("/quen-mat-khau/", {"asked": asked})


def test_the_answer_tells_nothing_of_whether_there_is_such_a_user(lan: User) -> None:
    """The same page, after the same number of queries, and no letter from the page itself."""
    pages, counts = [], []
    for asked in ("lan", "LAN@hanoi.example", "khong-co", "khong.co@hanoi.example"):
        with CaptureQueriesContext(connection) as queries:
            pages.append(ask(asked).content.decode())
        counts.append(len(queries))
    assert len({re.sub(r'"[A-Za-z0-9]{60,}"', "", page) for page in pages}) == 1
    assert counts[0] == counts[2] and counts[1] == counts[3]
    assert mail.outbox == []
    assert [job["user_id"] for job in jobs()] == [lan.pk, lan.pk, 0, 0]
    assert all("ma" not in job and "token" not in job for job in jobs())


def test_the_worker_sends_to_who_exists_and_to_nobody_else(lan: User) -> None:
    for user_id in (lan.pk, 0):
        send_ticket(user_id=user_id, purpose="reset", base=BASE)
    assert [letter.to for letter in mail.outbox] == [["lan@hanoi.example"]]


def test_an_address_that_two_share_gets_no_letter(make_user: Callable[..., User]) -> None:
    for name in ("lan", "mai"):
        make_user(name, email="chung@hanoi.example")
    ask("chung@hanoi.example")
    assert [job["user_id"] for job in jobs()] == [0]


def test_asking_and_guessing_are_throttled(lan: User) -> None:
    statuses = [ask("lan").status_code for _time in range(9)]
    assert statuses == [200] * 7 + [429] * 2
    guesses = [
        Client(REMOTE_ADDR="10.0.0.9").get(f"{BASE}?ma=x{at}", follow=True).status_code
        for at in range(9)
    ]
    assert guesses == [410] * 7 + [429] * 2


@pytest.fixture
def invited(whole: Unit) -> User:
    """Somebody invited as a reader."""
    return invite(
        username="mai",
        name="Trần Thị Mai",
        email="mai@hanoi.example",
        role="viewer",
        unit=whole,
        since=date(2024, 1, 1),
        base=BASE,
    )


def test_who_is_invited_sets_a_password_and_is_in(invited: User) -> None:
    assert sign_in(Client(), "mai", "").status_code == 200
    [job] = jobs()
    send_ticket(**job)
    letter = mail.outbox[-1]
    assert (letter.to, letter.subject) == (
        ["mai@hanoi.example"],
        "Mời sử dụng Hệ thống Hiền Tài",
    )
    client = Client()
    assert choose(client, re.search(r"\?ma=(\S+)", letter.body)[1])["Location"] == "/"
    assert "Trần Thị Mai" in client.get("/bao-mat/").content.decode()


@pytest.mark.parametrize(
    ("username", "email", "said"),
    [
        ("MAI", "khac@hanoi.example", "Tên đăng nhập"),
        ("khac", "Mai@Hanoi.example", "đã thuộc về một tài khoản"),
    ],
)
def test_nobody_is_invited_twice(
    invited: User, whole: Unit, username: str, email: str, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        invite(
            username=username,
            name="Khác",
            email=email,
            role="viewer",
            unit=whole,
            since=date(2024, 1, 1),
            base=BASE,
        )


def test_an_administrator_invites_on_the_page_and_sends_again(
    make_user: Callable[..., User],
) -> None:
    client = Client()
    client.force_login(make_user("chu", role="owner"))
    form = {
        "name": "Trần Thị Mai",
        "email": "mai@hanoi.example",
        "username": "mai",
        "role": "viewer",
        "unit": "HN",
        "since": "01/06/2024",
    }
    wrong = client.post("/tai-khoan/moi/", form | {"unit": "KHONG", "email": "mai"})
    assert wrong.status_code == 422
    assert "Không có đơn vị mang mã này" in wrong.content.decode()
    assert client.post("/tai-khoan/moi/", form)["Location"] == "/tai-khoan/nguoi/mai/"
    assert "đã mời, chưa kích hoạt" in client.get("/tai-khoan/nguoi/mai/").content.decode()
    client.post("/tai-khoan/nguoi/mai/moi-lai/")
    assert [job["purpose"] for job in jobs()] == ["invitation", "invitation"]
