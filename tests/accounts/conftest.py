"""Somebody to sign in, and the ways of signing in."""

import base64
from collections.abc import Callable
from datetime import date, timedelta

import pyotp
import pytest
from django.contrib.auth.hashers import make_password
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.utils import timezone

from hientai.accounts.models import RoleAssignment, User
from hientai.accounts.services.factors import new_secret, register_app
from hientai.organisations.models import Unit, UnitVersion
from hientai.webkit.day import today

PASSWORD = "mot-cum-tu-dai-va-de-nho"
SINCE = date(2020, 1, 1)


@pytest.fixture
def whole(sees_all: None) -> Unit:
    """The unit at the root of everything."""
    unit = Unit.objects.create(code="HN")
    UnitVersion.objects.create(
        unit=unit, name="Hà Nội", name_folded="ha noi", type="city", period=DateRange(SINCE, None)
    )
    return unit


@pytest.fixture
def make_user(whole: Unit) -> Callable[..., User]:
    """Makes users with a role over everything and the common password."""

    def made(username: str, role: str = "viewer", email: str = "") -> User:
        user = User.objects.create(
            username=username,
            name=f"Người {username}",
            email=email,
            password=make_password(PASSWORD),
        )
        RoleAssignment.objects.create(
            user=user, role=role, unit=whole, period=DateRange(SINCE, None)
        )
        return user

    return made


@pytest.fixture
def lan(make_user: Callable[..., User]) -> User:
    """Somebody with a password and an e-mail address."""
    return make_user("lan", email="lan@hanoi.example")


@pytest.fixture
def app_of() -> Callable[[User], pyotp.TOTP]:
    """Registers an authenticator app for a user; the app, as a phone would run it."""

    def registered(user: User) -> pyotp.TOTP:
        secret = new_secret()
        app = phone(secret)
        user.enter(today())
        # The code of half a minute ago, so that the one of now is still unused.
        before = app.at(timezone.now() - timedelta(seconds=30))
        register_app(user=user, secret=secret, typed=before, now=timezone.now())
        return app

    return registered


def phone(secret: bytes) -> pyotp.TOTP:
    """An app that holds a secret."""
    return pyotp.TOTP(base64.b32encode(secret).decode())


def sign_in(client: Client, username: str = "lan", password: str = PASSWORD, **more: str):
    """The first step, by password."""
    return client.post("/dang-nhap/", {"username": username, "password": password, **more})
