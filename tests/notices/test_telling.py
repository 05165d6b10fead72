"""C3: many users are told at once, in the own language, once under a key; each sees the own."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from procrastinate.contrib.django.models import ProcrastinateJob

from hientai.accounts.models import User
from hientai.audit.models import Event
from hientai.notices.domain import finding
from hientai.notices.domain.kinds import Said
from hientai.notices.models import JobNote, Mailing, Notice, Preference
from hientai.notices.queries import notices_of, unread_lately, unread_of
from hientai.notices.services import choose, mark_all_read, mark_read, tell
from tests.journeys.city import City
from tests.notices.conftest import DAY, told

AT = datetime(2024, 6, 1, tzinfo=UTC)


def as_owner(do: Callable[[], Any]) -> Any:
    """Do what only who manages accounts may."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        done = do()
        cursor.execute("SET LOCAL ROLE hientai_app")
    return done


def letters() -> list[int]:
    """Whose letters wait to be sent at once."""
    jobs = ProcrastinateJob.objects.filter(task_name="notices.mail")
    return sorted(job.args["user_id"] for job in jobs)


def test_each_sees_the_own_notice_and_no_other(city: City) -> None:
    assert told(city) == 3
    city.officer.enter(DAY)
    assert [n.user_id for n in Notice.objects.all()] == [city.officer.pk]
    assert [m.user_id for m in Mailing.objects.all()] == [city.officer.pk]
    assert mark_all_read(user=city.officer) == 1
    assert (unread_of(city.officer), unread_of(city.owner)) == (0, 1)


def test_who_has_no_address_is_told_without_a_letter(city: City) -> None:
    told(city)
    assert letters() == sorted([city.owner.pk, city.officer.pk])
    assert unread_of(city.viewer) == 1


def test_the_same_reminder_is_told_once_to_each(city: City) -> None:
    assert told(city, key="han-2024-06-10") == 3
    late = as_owner(lambda: User.objects.create(username="moi", name="Bùi Thị Lụa"))
    to = [city.owner.pk, late.pk]
    again = {"kind": "thu", "title": Said("Có việc mới"), "on": DAY}
    assert tell(to=to, key="han-2024-06-10", **again) == 1
    assert tell(to=to, key="han-2024-06-11", **again) == 2
    assert (unread_of(city.owner), unread_of(late), len(letters())) == (2, 2, 3)


def test_without_a_key_the_same_is_told_again(city: City) -> None:
    assert (told(city), told(city)) == (3, 3)
    assert unread_of(city.owner) == 2


def test_each_is_told_in_the_own_language(city: City) -> None:
    as_owner(lambda: User.objects.filter(pk=city.officer.pk).update(language="en"))
    with translation.override("en"):
        told(city, text=Said("%(time)s ngày %(day)s", {"time": "08:00", "day": "01/06/2024"}))
    for user, text in (
        (city.owner, "08:00 ngày 01/06/2024"),
        (city.officer, "08:00 on 01/06/2024"),
    ):
        user.enter(DAY)
        assert notices_of(user).get().text == text


def test_persons_of_the_register_are_told_as_the_users_they_are(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {city.head.pk: city.officer.pk}
    monkeypatch.setattr(
        finding, "_finders", [lambda persons: [known[p] for p in persons if p in known]]
    )
    persons = [city.head.pk, city.stranger.pk]
    assert tell(persons=persons, kind="thu", title=Said("Có việc mới"), on=DAY) == 1
    assert (unread_of(city.officer), unread_of(city.owner)) == (1, 0)


def test_nobody_is_told_whose_account_is_closed(city: City) -> None:
    as_owner(lambda: User.objects.filter(pk=city.owner.pk).update(is_active=False))
    assert told(city) == 2


def test_who_chose_no_letters_is_told_in_the_app_alone(city: City) -> None:
    city.officer.enter(DAY)
    choose(user=city.officer, ways={"thu": "never", "khong-co": "never"})
    told(city)
    assert letters() == [city.owner.pk]
    assert [p.kind for p in Preference.objects.all()] == ["thu"]
    assert Event.objects.get(table_name="notices_preference").actor_id == city.officer.pk
    assert unread_of(city.officer) == 1


def test_what_goes_together_waits_for_the_digest(city: City) -> None:
    told(city, "gop")
    assert letters() == []
    city.officer.enter(DAY)
    assert [(m.way, m.state) for m in Mailing.objects.all()] == [("digest", "waiting")]


def test_a_thousand_users_are_told_in_as_many_queries_as_one(city: City) -> None:
    users = [User(username=f"u{n}", email=f"u{n}@hanoi.example") for n in range(1000)]
    many = as_owner(lambda: User.objects.bulk_create(users))
    counted = []
    for to in ([city.owner.pk], [user.pk for user in many]):
        with CaptureQueriesContext(connection) as asked:
            assert tell(to=to, kind="thu", title=Said("Có việc mới"), on=DAY) == len(to)
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_nothing_is_told_where_the_work_is_taken_back(city: City) -> None:
    with transaction.atomic():
        told(city)
        transaction.set_rollback(True)
    assert (unread_of(city.owner), letters()) == (0, [])


@pytest.mark.parametrize("link", ["//x.example", "https://x.example/", "/\\x.example", "nguoi/"])
def test_a_link_out_of_the_system_is_refused(city: City, link: str) -> None:
    with pytest.raises(ValueError):
        told(city, link=link)


def test_a_kind_that_no_room_declared_is_not_told(city: City) -> None:
    with pytest.raises(KeyError):
        told(city, "khong-co")


def test_the_number_in_the_head_is_fresh_after_reading_whichever_process_keeps_it(
    city: City,
) -> None:
    told(city)
    assert unread_lately(city.officer) == 1
    city.officer.enter(DAY)
    notice = notices_of(city.officer).get()
    Notice.objects.filter(pk=notice.pk).update(read_at=AT)  # elsewhere
    assert unread_lately(city.officer) == 1
    assert unread_lately(city.officer, read_at=9e9) == 0
    mark_read(notice=notice)


def test_the_application_cannot_tell_behind_the_back_of_the_room(city: City) -> None:
    city.officer.enter(DAY)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Notice.objects.create(user=city.owner, kind="thu", title="x", on=DAY, made_at=AT)
    with pytest.raises(ProgrammingError), transaction.atomic():
        JobNote.objects.create(job=1, reason="x", at=AT)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Preference.objects.create(user=city.owner, kind="thu", mail="never")


def test_a_notice_is_written_once(city: City) -> None:
    told(city)
    city.officer.enter(DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        notices_of(city.officer).update(title="Khác")
