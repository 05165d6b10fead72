"""A3: the operator of the machine helps where the only administrator lost the phone."""

from collections.abc import Callable

from click.testing import CliRunner
from django.test import Client

from hientai.accounts.cli import user as commands
from hientai.accounts.models import Factor, User
from hientai.shared.refused import Refused
from hientai.webkit.day import today
from tests.accounts.conftest import sign_in


def test_a_second_factor_is_taken_away_and_the_sessions_end(
    lan: User, app_of: Callable[[User], object]
) -> None:
    there = Client()
    sign_in(there)
    app_of(lan)
    done = CliRunner().invoke(commands, ["reset-factors", "LAN"], catch_exceptions=False)
    assert "lan: đã bỏ xác thực hai bước" in done.output
    assert there.get("/bao-mat/").status_code == 302
    assert sign_in(Client())["Location"] == "/"
    lan.enter(today())
    assert not Factor.objects.filter(user=lan).exists()


def test_an_unknown_name_is_refused(lan: User) -> None:
    done = CliRunner().invoke(commands, ["reset-factors", "khong-co"])
    assert isinstance(done.exception, Refused)
