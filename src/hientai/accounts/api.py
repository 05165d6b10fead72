"""The API of accounts: what the token in use is, as it stands now."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as N_
from ninja import Router, Schema
from ninja.security import HttpBearer

from hientai.accounts.domain import looks_only, permissions_of
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import ANY_TOKEN, Answer, asks

router = Router(tags=["token"])


class Token(HttpBearer):
    """The token of the request, which the door has looked up before."""

    def authenticate(self, request: Any, token: str) -> Any:
        """Who acts by the token."""
        return getattr(request, "acting", None)


class TokenOut(Schema):
    """A token: whose it is, in which role and at which unit it asks, and until when."""

    name: str
    user: str
    role: str
    unit: str
    reads_only: bool
    last_day: date
    permissions: list[str]


@router.get("/token", response=TokenOut, summary=N_("Mã truy cập đang dùng"))
@asks(ANY_TOKEN)
def token(request: Visit) -> Answer:
    """The token of this request."""
    used = request.user.token
    assert used is not None
    role = used.assignment.role
    return {
        "name": used.name,
        "user": request.user.username,
        "role": role,
        "unit": used.unit.code,
        "reads_only": used.reads_only,
        "last_day": used.last_day,
        "permissions": sorted(
            one for one in permissions_of(role) if looks_only(one) or not used.reads_only
        ),
    }
