"""A3: signing in at a real provider of identities (OpenID Connect), on this machine alone."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, build_opener

import pytest
from django.core.cache import cache
from django.test import Client

from hientai.accounts.models import Identity, User
from hientai.accounts.services import provider as services
from hientai.accounts.services.provider import Errand, Provider
from hientai.shared.refused import Refused
from hientai.webkit.day import today
from tests.accounts.conftest import PASSWORD, sign_in

BACK = "http://testserver/dang-nhap/chung/ve/"
SECRET = "bi-mat-cua-nha-cung-cap"
ROOT = Path(__file__).resolve().parents[2]
MODULES = Path(
    os.environ.get("HIENTAI_OIDC_PROVIDER", ROOT / "requirements/oidc-provider/node_modules")
)
NODE = os.environ.get("HIENTAI_NODE") or shutil.which("node") or "node"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The address of a provider that runs while these tests do."""
    script = Path(__file__).with_name("provider.mjs")
    with subprocess.Popen(
        [NODE, str(script), str(MODULES), BACK],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as running:
        assert running.stdout
        address = running.stdout.readline().strip()
        assert address, f"npm ci in {MODULES.parent} brings the provider"
        yield address
        running.kill()


@pytest.fixture(autouse=True)
def named(issuer: str, settings: Any) -> None:
    """The environment names the provider."""
    settings.HIENTAI_OIDC = {
        "issuer": issuer,
        "client": "hientai",
        "secret": SECRET,
        "name": "Cổng đăng nhập Hà Nội",
    }
    cache.clear()


class _Home(HTTPRedirectHandler):
    """Follows the provider's own steps, and stops where it sends the browser back to us."""

    def redirect_request(self, request, *about):  # type: ignore[no-untyped-def]
        if about[-1].startswith(BACK):
            return None
        return super().redirect_request(request, *about)


class Visitor:
    """A browser at the provider: signs in there by a name and agrees."""

    def __init__(self) -> None:
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()), _Home)

    def through(self, address: str, name: str) -> str:
        """The address it is sent back to."""
        page, at = self._read(address)
        for form in ({"prompt": "login", "login": name, "password": "x"}, {"prompt": "consent"}):
            action = re.search(r'<form[^>]*action="([^"]+)"', page)
            if action is None:
                break
            page, at = self._read(urljoin(at, action[1]), urlencode(form).encode())
        return at

    def _read(self, address: str, data: bytes | None = None) -> tuple[str, str]:
        try:
            with self.opener.open(address, data) as answer:
                return answer.read().decode(), answer.url
        except HTTPError as sent:
            if sent.status != 303:
                raise
            return "", sent.headers["Location"]


def signed_in_by(name: str, client: Client, asked: str = "/dang-nhap/chung/") -> Any:
    """Go to the provider, sign in there as somebody, come back."""
    there = client.get(asked)["Location"]
    back = Visitor().through(there, name)
    assert back.startswith(BACK)
    return client.get(back)


def inside(client: Client) -> bool:
    """Whether the browser is signed in."""
    return client.get("/bao-mat/").status_code == 200


def test_a_checked_address_opens_the_account_it_belongs_to(lan: User) -> None:
    client = Client()
    back = signed_in_by("lan", client, "/dang-nhap/chung/?next=/bao-mat/")
    assert back["Location"] == "/bao-mat/"
    page = client.get("/bao-mat/").content.decode()
    assert "Người lan" in page and "qua hệ thống đăng nhập chung" in page


def test_an_address_nobody_checked_opens_nothing(lan: User) -> None:
    """The provider says lan@hanoi.example, and that it did not check it."""
    client = Client()
    back = signed_in_by("chua-lan", client)
    assert back.status_code == 422
    assert "Chưa có tài khoản nào" in back.content.decode()
    assert not inside(client)


def test_nobody_is_made_for_a_stranger(lan: User) -> None:
    client = Client()
    assert signed_in_by("nguoi-la", client).status_code == 422
    assert set(User.objects.values_list("username", flat=True)) == {"lan"}
    assert not inside(client)


def test_an_account_out_of_use_stays_closed(lan: User) -> None:
    User.objects.filter(pk=lan.pk).update(is_active=False)
    client = Client()
    assert signed_in_by("lan", client).status_code == 422
    assert not inside(client)


def test_what_is_linked_on_purpose_opens_by_its_subject(lan: User) -> None:
    """The identity has another e-mail address, and one that nobody checked."""
    client = Client()
    sign_in(client)
    page = client.post("/bao-mat/lien-ket/").content.decode()
    there = re.search(r'class="btn btn-primary" href="([^"]+)"', page)[1].replace("&amp;", "&")
    back = Visitor().through(there, "chua-lan.rieng")
    assert client.get(back)["Location"] == "/bao-mat/"
    lan.enter(today())
    assert Identity.objects.get().subject == "chua-lan.rieng"
    again = Client()
    assert signed_in_by("chua-lan.rieng", again)["Location"] == "/"
    assert inside(again)
    number = Identity.objects.get().pk
    again.post("/bao-mat/xac-nhan/", {"password": PASSWORD})
    again.post(f"/bao-mat/lien-ket/{number}/go/")
    assert signed_in_by("chua-lan.rieng", Client()).status_code == 422


def test_one_identity_opens_one_account(make_user: Callable[..., User]) -> None:
    users = [make_user("binh"), make_user("lan")]
    statuses = []
    for user in users:
        client = Client()
        sign_in(client, user.username)
        page = client.post("/bao-mat/lien-ket/").content.decode()
        there = re.search(r'class="btn btn-primary" href="([^"]+)"', page)[1]
        back = Visitor().through(there.replace("&amp;", "&"), "chua-chung")
        statuses.append(client.get(back).status_code)
    assert statuses == [302, 422]


def test_a_second_factor_is_asked_for_after_the_provider_too(lan: User, app_of: Any) -> None:
    app, client = app_of(lan), Client()
    assert signed_in_by("lan", client)["Location"] == "/dang-nhap/ma/"
    assert not inside(client)
    client.post("/dang-nhap/ma/", {"code": app.now()})
    assert inside(client)


def test_an_answer_for_another_window_or_used_before_is_not_believed(lan: User) -> None:
    mine, other = Client(), Client()
    there = mine.get("/dang-nhap/chung/")["Location"]
    other.get("/dang-nhap/chung/")
    back = Visitor().through(there, "lan")
    assert other.get(back).status_code == 422
    assert not inside(other)
    assert mine.get(back)["Location"] == "/"
    assert mine.get(back)["Location"] == "/dang-nhap/"


def test_a_code_is_worth_nothing_without_the_errands_own_word(issuer: str, lan: User) -> None:
    """PKCE: the provider refuses a code that somebody else picked up."""
    of = services.provider()
    assert of
    errand = Errand.new()
    back = Visitor().through(services.address_to(of, errand, BACK), "lan")
    answer = {key: words[0] for key, words in parse_qs(urlsplit(back).query).items()}
    stolen = Errand(errand.state, errand.nonce, "x" * 43)
    with pytest.raises(Refused, match="không trả lời đúng"):
        services.told_by(of, stolen, answer, BACK)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"nonce": "khac"}, "một lần đăng nhập khác"),
        ({"state": "khac"}, "đã hết hạn hoặc đến từ cửa sổ khác"),
    ],
)
def test_an_answer_has_to_fit_the_errand(
    issuer: str, lan: User, change: dict[str, str], why: str
) -> None:
    of = services.provider()
    assert of
    errand = Errand.new()
    back = Visitor().through(services.address_to(of, errand, BACK), "lan")
    answer = {key: words[0] for key, words in parse_qs(urlsplit(back).query).items()}
    changed = Errand(**{**vars(errand), **change})
    with pytest.raises(Refused, match=why):
        services.told_by(of, changed, answer, BACK)


def test_a_provider_that_calls_itself_something_else_is_not_believed(issuer: str) -> None:
    other = Provider(issuer.replace("127.0.0.1", "localhost"), "hientai", SECRET, "")
    with pytest.raises(Refused, match="tự xưng tên khác"):
        services.described(other)


def test_the_secret_goes_over_no_open_line() -> None:
    away = Provider("http://provider.example", "hientai", SECRET, "")
    with pytest.raises(Refused, match="không phải https"):
        services.described(away)


def test_without_a_provider_in_the_environment_there_is_no_such_way(
    settings: Any, lan: User
) -> None:
    settings.HIENTAI_OIDC = settings.HIENTAI_OIDC | {"secret": ""}
    assert Client().get("/dang-nhap/chung/").status_code == 404
    assert "Cổng đăng nhập" not in Client().get("/dang-nhap/").content.decode()
