"""C3, A4: notices and jobs from the command line, for people and for programs."""

import json
from typing import Any

import pytest
from click.testing import CliRunner
from django.core import mail
from django.utils import timezone

from hientai.accounts.services import operator_scope
from hientai.notices.models import JobNote
from hientai.site.cli import commands
from tests.journeys.city import City
from tests.notices.conftest import told
from tests.notices.test_jobs import put, state


def said(*words: str) -> str:
    """What a command prints; a refusal is raised."""
    result = CliRunner().invoke(commands, words, prog_name="hientai")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def data(*words: str) -> Any:
    """What a command answers a program."""
    return json.loads(said(*words, "--json"))


def test_the_notices_of_a_user_are_listed(city: City) -> None:
    told(city)
    [row] = data("notices", "list", "canbo.stc", "--unread")
    assert (row["title"], row["on"], row["read"]) == ("Có việc mới", "2024-06-01", False)


def test_how_a_kind_goes_is_changed_for_a_user(city: City) -> None:
    data("notices", "ways", "canbo.stc", "--kind", "thu", "--mail", "never")
    ways = {row["kind"]: row["mail"] for row in data("notices", "ways", "canbo.stc")}
    assert ways == {"thu": "never", "gop": "digest"}


def test_digests_and_a_trial_letter_are_sent(city: City) -> None:
    told(city, "gop")
    assert data("notices", "digest") == {"letters": 2}
    assert data("notices", "test", "canbo.stc") == {"to": "canbo.stc@hanoi.example"}
    assert mail.outbox[0].subject == "Hiền Tài: thư thử"


def test_jobs_that_failed_are_listed_with_their_reason_and_go_again(city: City) -> None:
    job = put()
    with operator_scope():
        JobNote.objects.create(job=job, reason="Chờ quá lâu", at=timezone.now())
    assert "Chờ quá lâu" in said("jobs", "list")
    [row] = data("jobs", "list", "--state", "failed")
    assert (row["number"], row["reason"]) == (job, "Chờ quá lâu")
    assert data("jobs", "retry", str(job)) == {"jobs": 1}
    assert state(job) == "todo"
    assert data("jobs", "retry", "--all") == {"jobs": 0}


@pytest.mark.parametrize(
    "words",
    [
        ("notices", "list", "khong-co"),
        ("notices", "ways", "canbo.stc", "--kind", "khong-co", "--mail", "never"),
        ("jobs", "retry", "999999"),
    ],
)
def test_what_is_not_there_is_refused(city: City, words: tuple[str, ...]) -> None:
    assert said(*words).startswith("Không làm được: ")
