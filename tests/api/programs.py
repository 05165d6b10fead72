"""A program that asks the API, and the tokens it asks with."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.test import Client

from hientai.accounts.models import User
from hientai.accounts.services.tokens import make_token
from hientai.organisations.models import Unit
from hientai.webkit.day import today


def token_of(user: User, *, at: Unit | None = None, **more: Any) -> str:
    """The word of a new token of a user's first role, which may write unless it is said."""
    user = User.objects.get(pk=user.pk)
    held = user.held[0]
    user.enter(today())
    asked = {"name": "Phần mềm cán bộ", "days": 30, "reads_only": False, "on": today(), **more}
    return make_token(user=user, held=held, unit=at or held.unit, **asked)[1]


@dataclass
class Program:
    """Asks with one word ("" for none), and never keeps a session."""

    word: str = ""
    language: str = "vi"
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def ask(self, method: str, path: str, data: Any = None, **headers: str) -> Any:
        """The answer to any request."""
        told = {"accept-language": self.language, **headers}
        if self.word:
            told["authorization"] = f"Bearer {self.word}"
        body = {} if data is None else {"data": data, "content_type": "application/json"}
        return getattr(self.client, method.lower())(path, headers=told, **body)

    def get(self, path: str, on: date | None = None, **headers: str) -> Any:
        """What an address answers, as of a day."""
        mark = "&" if "?" in path else "?"
        return self.ask("GET", f"{path}{mark}on={on}" if on else path, **headers)

    def post(self, path: str, data: Any = None) -> Any:
        """What sending some data answers."""
        return self.ask("POST", path, {} if data is None else data)
