"""A3: no word that opens anything stands in a log, in the trace or in the clear in a table."""

import base64
import logging
import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from hientai.accounts.models import Session, User
from hientai.accounts.services.invitations import send
from hientai.accounts.services.provider import Errand, Provider
from hientai.accounts.services.sessions import SessionStore
from hientai.webkit.day import today
from tests.accounts.conftest import PASSWORD, phone, sign_in
from tests.accounts.test_second_factor import spelled_on

NEW = "mot-cum-tu-moi-va-dai"


def set_up(client: Client) -> list[str]:
    """Register an app and codes on paper; the words that open."""
    sign_in(client)
    spelled = spelled_on(client.get("/bao-mat/ung-dung/").content.decode())
    app = phone(base64.b32decode(spelled + "=" * (-len(spelled) % 8)))
    wrong, right = "123456", app.now()
    client.post("/bao-mat/ung-dung/", {"code": wrong})
    page = client.post("/bao-mat/ung-dung/", {"code": right}).content.decode()
    kept = re.findall(r"<code>([a-z2-7-]{14})</code>", page)
    assert len(kept) == 10
    other = Client()
    sign_in(other)
    other.post("/dang-nhap/ma/", {"code": kept[0]})
    return [spelled, client.cookies["sessionid"].value, *kept]


def forget(lan: User) -> list[str]:
    """Forget the password, try to guess, set a new one; the words that open."""
    send(user=lan, purpose="reset", base="http://testserver/mat-khau/moi/", now=timezone.now())
    word = re.search(r"\?ma=(\S+)", mail.outbox[-1].body)[1]
    client = Client()
    client.get(f"/mat-khau/moi/?ma={word}x")
    client.post("/mat-khau/moi/", {"new_password1": NEW, "new_password2": NEW})
    client.get(f"/mat-khau/moi/?ma={word}")
    client.post("/mat-khau/moi/", {"new_password1": NEW, "new_password2": NEW})
    client.get(f"/mat-khau/moi/?ma={word}", follow=True)
    return [word, NEW]


TABLES = (
    "accounts_user",
    "accounts_session",
    "accounts_factor",
    "accounts_ticket",
    "audit_event",
    "axes_accessattempt",
    "axes_accesslog",
    "procrastinate_jobs",
)


def kept_in(table: str) -> str:
    """Everything a table holds, as one text; what a session says of itself is put in words."""
    if table == "accounts_session":
        return str([SessionStore().decode(row.session_data) for row in Session.objects.all()])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT to_jsonb(t)::text FROM {table} t")
        return "\n".join(row[0] for row in cursor.fetchall())


def test_no_word_that_opens_is_written_down(
    make_user: Callable[..., User], lan: User, caplog: pytest.LogCaptureFixture
) -> None:
    """Through every step of signing in, right and wrong, with all that is logged."""
    caplog.set_level(logging.DEBUG)
    sign_in(Client(), password="sai-mat-khau-nao-do")
    words = [PASSWORD, "sai-mat-khau-nao-do", *set_up(Client()), *forget(lan)]
    connection.cursor().execute("RESET ROLE")
    for where, text in [("log", caplog.text), *((t, kept_in(t)) for t in TABLES)]:
        found = [word for word in words if word in text]
        assert found == [], where
    assert "AXES" in caplog.text, "the logs were heard at all"
    lan.enter(today())


def test_neither_provider_nor_errand_tells_its_secret_when_it_is_printed() -> None:
    of = Provider("https://provider.example", "hientai", "rat-bi-mat", "")
    errand = Errand("a", "b", "rat-rieng-tu")
    assert "bi-mat" not in repr(of) and "rieng-tu" not in repr(errand)
