"""C3: letters go in the background, again where they failed; a digest a day; at least once."""

from datetime import date, datetime
from email.message import EmailMessage as Message
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.utils import timezone

from hientai.accounts.models import User
from hientai.notices import jobs
from hientai.notices.models import Mailing
from hientai.notices.services.mailing import TRIES, digests_due, send_digest, send_one, send_trial
from hientai.shared.refused import Refused
from tests.journeys.city import City
from tests.notices.conftest import DAY, told

MONDAY, TUESDAY = date(2024, 6, 3), date(2024, 6, 4)


class Down(EmailBackend):
    """A mail server that is not there."""

    def send_messages(self, letters: Any) -> int:
        raise ConnectionRefusedError(111, "Connection refused")


class DiesAfterwards(EmailBackend):
    """The server took the letter; what asked it to is killed before it can say so."""

    def send_messages(self, letters: Any) -> int:
        super().send_messages(letters)
        raise KeyboardInterrupt


def mailings(user: User) -> list[Mailing]:
    """The letters of a user, as the user sees them."""
    user.enter(DAY)
    return list(Mailing.objects.order_by("pk"))


def header(letter: Any, name: str) -> str:
    """A header of a letter as it goes out."""
    message: Message = letter.message()
    return str(message[name])


def change(user: User, **columns: Any) -> None:
    """Change somebody's account, as who manages accounts does."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        User.objects.filter(pk=user.pk).update(**columns)
        cursor.execute("SET LOCAL ROLE hientai_app")
    user.refresh_from_db()


def test_a_letter_goes_once_though_its_job_runs_twice(city: City) -> None:
    told(city)
    [letter] = mailings(city.officer)
    for _again in range(2):
        jobs.mail(mailing_id=letter.pk, user_id=city.officer.pk)
    assert [one.to for one in mail.outbox] == [["canbo.stc@hanoi.example"]]
    [letter] = mailings(city.officer)
    assert (letter.state, letter.tries) == ("sent", 1)


def test_nobody_sends_the_letter_of_another(city: City) -> None:
    told(city)
    [letter] = mailings(city.officer)
    assert not send_one(user=city.owner, mailing_id=letter.pk)
    assert mail.outbox == []


def test_a_letter_that_failed_says_why_and_goes_when_the_server_is_back(
    city: City, settings: Any
) -> None:
    told(city)
    [letter] = mailings(city.officer)
    usual = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.Down"
    for _try in range(TRIES + 1):
        with pytest.raises(ConnectionRefusedError):
            jobs.mail(mailing_id=letter.pk, user_id=city.officer.pk)
        states = [(one.state, one.tries) for one in mailings(city.officer)]
    assert states == [("failed", TRIES + 1)]
    [failed] = mailings(city.officer)
    assert failed.last_error.startswith("Không kết nối được tới máy chủ (ConnectionRefusedError")
    settings.EMAIL_BACKEND = usual
    jobs.mail(mailing_id=letter.pk, user_id=city.officer.pk)
    assert len(mail.outbox) == 1
    assert [(one.state, one.last_error) for one in mailings(city.officer)] == [("sent", "")]


def test_a_worker_killed_between_sending_and_marking_sends_again_under_the_same_number(
    city: City, settings: Any
) -> None:
    """At least once: a mailbox that looks at the Message-ID shows it once."""
    told(city)
    [letter] = mailings(city.officer)
    usual = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.DiesAfterwards"
    with pytest.raises(KeyboardInterrupt):
        send_one(user=city.officer, mailing_id=letter.pk)
    assert [one.state for one in mailings(city.officer)] == ["waiting"]
    settings.EMAIL_BACKEND = usual
    assert send_one(user=city.officer, mailing_id=letter.pk)
    first, second = mail.outbox
    assert header(first, "Message-ID") == header(second, "Message-ID")
    assert header(first, "Message-ID").endswith("@localhost>")


def test_a_letter_says_that_a_machine_wrote_it(city: City) -> None:
    told(city)
    [letter] = mailings(city.officer)
    send_one(user=city.officer, mailing_id=letter.pk)
    assert header(mail.outbox[0], "Auto-Submitted") == "auto-generated"


def test_who_lost_the_address_meanwhile_gets_no_letter_and_it_waits_no_longer(city: City) -> None:
    told(city)
    told(city, "gop")
    change(city.officer, email="")
    [at_once, later] = mailings(city.officer)
    assert not send_one(user=city.officer, mailing_id=at_once.pk)
    assert not send_digest(user=city.officer, on=MONDAY)
    assert [one.state for one in mailings(city.officer)] == ["dropped", "dropped"]
    assert digests_due(MONDAY) == [city.owner.pk]


def test_a_digest_holds_all_that_waited_and_goes_once_a_day(city: City) -> None:
    told(city, "gop")
    told(city, "gop")
    assert digests_due(MONDAY) == sorted([city.owner.pk, city.officer.pk])
    assert send_digest(user=city.officer, on=MONDAY)
    assert not send_digest(user=city.officer, on=MONDAY)
    told(city, "gop")
    assert city.officer.pk not in digests_due(MONDAY)
    assert not send_digest(user=city.officer, on=MONDAY)
    assert [one.subject for one in mail.outbox] == ["Hiền Tài: 2 thông báo, ngày 03/06/2024"]
    assert city.officer.pk in digests_due(TUESDAY)
    assert send_digest(user=city.officer, on=TUESDAY)
    assert mail.outbox[1].subject == "Hiền Tài: Có việc mới"


def test_a_digest_that_failed_goes_on_the_same_day(city: City, settings: Any) -> None:
    told(city, "gop")
    usual = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.Down"
    with pytest.raises(ConnectionRefusedError):
        send_digest(user=city.officer, on=MONDAY)
    settings.EMAIL_BACKEND = usual
    assert city.officer.pk in digests_due(MONDAY)
    assert send_digest(user=city.officer, on=MONDAY)


@pytest.mark.parametrize(("hour", "due"), [(0, []), (6, []), (7, [MONDAY]), (15, [MONDAY])])
def test_digests_are_left_to_be_sent_from_the_morning_on(
    hour: int, due: list[date], monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[date] = []
    now = datetime(2024, 6, 3, hour, 20, tzinfo=timezone.get_current_timezone())
    monkeypatch.setattr(jobs.timezone, "localtime", lambda: now)
    monkeypatch.setattr(jobs, "leave_digests", left.append)
    jobs.digests(timestamp=0)
    assert left == due


def test_a_trial_letter_is_refused_in_words_where_it_does_not_go(city: City, settings: Any) -> None:
    send_trial(user=city.officer)
    assert mail.outbox[0].to == ["canbo.stc@hanoi.example"]
    with pytest.raises(Refused, match="chưa có địa chỉ"):
        send_trial(user=city.viewer)
    settings.EMAIL_BACKEND = f"{__name__}.Down"
    with pytest.raises(Refused, match="Không kết nối được"):
        send_trial(user=city.officer)
