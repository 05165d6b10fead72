"""A3: letters go through the mail server that the environment names; one that failed goes again."""

import os
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from hientai.accounts.jobs import AGAIN, send_ticket
from hientai.accounts.models import Ticket, User
from hientai.webkit.day import today

ASKED = """
from django.conf import settings as s
told = (s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_HOST_USER, s.EMAIL_USE_TLS, s.EMAIL_USE_SSL)
print(s.EMAIL_BACKEND, *told)
"""


class Post(socketserver.StreamRequestHandler):
    """Takes letters as a mail server does, as far as a sender can tell."""

    def handle(self) -> None:
        self._say("220 thu")
        while line := self.rfile.readline().decode().strip().upper():
            if line == "DATA":
                self._say("354 go on")
                self.server.letters.append(self._letter())  # type: ignore[attr-defined]
            self._say("221 bye" if line == "QUIT" else "250 thu")

    def _letter(self) -> str:
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(lines).decode()

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def post(settings: Any) -> Iterator[list[str]]:
    """A mail server on this machine, named in the settings; the letters it took."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Post) as server:
        server.letters = []  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield server.letters  # type: ignore[attr-defined]
        server.shutdown()


def test_a_letter_is_handed_to_the_mail_server(lan: User, post: list[str]) -> None:
    send_ticket(user_id=lan.pk, purpose="reset", base="http://testserver/mat-khau/moi/")
    [letter] = post
    assert "To: lan@hanoi.example" in letter
    assert "đề nghị Ông/Bà mở địa chỉ dưới đây" in letter


def test_a_letter_that_was_not_taken_is_sent_again_with_a_new_word(
    lan: User, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    for _time in range(2):
        with pytest.raises(OSError):
            send_ticket(user_id=lan.pk, purpose="invitation", base="http://testserver/")
    assert AGAIN.max_attempts and AGAIN.max_attempts > 1
    lan.enter(today())
    still_open = [t.open_at(timezone.now()) for t in Ticket.objects.order_by("made_at")]
    assert still_open == [False, True]


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ({}, "hientai.webkit.mail.PrivateFiles  25  False False"),
        (
            {"HIENTAI_SMTP_HOST": "thu.hanoi.example", "HIENTAI_SMTP_SECURITY": "starttls"},
            "django.core.mail.backends.smtp.EmailBackend thu.hanoi.example 25  True False",
        ),
        (
            {
                "HIENTAI_SMTP_HOST": "thu.hanoi.example",
                "HIENTAI_SMTP_PORT": "465",
                "HIENTAI_SMTP_USER": "hientai",
                "HIENTAI_SMTP_SECURITY": "tls",
            },
            "django.core.mail.backends.smtp.EmailBackend thu.hanoi.example 465 hientai False True",
        ),
    ],
)
def test_the_environment_names_the_mail_server(told: dict[str, str], read: str) -> None:
    here = {k: v for k, v in os.environ.items() if not k.startswith("HIENTAI_SMTP")}
    env = {**here, **told, "DJANGO_SETTINGS_MODULE": "hientai.site.settings"}
    env["PYTHONPATH"] = os.pathsep.join(sys.path)
    said = subprocess.run(
        [sys.executable, "-c", ASKED], env=env, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == read
