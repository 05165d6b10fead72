"""A3: codes of a second step are those of RFC 6238; what a sign-in still needs."""

import pyotp
import pytest

from hientai.accounts.domain import codes
from hientai.accounts.domain.browsers import browser_of
from hientai.accounts.domain.steps import By, Next, next_step

SECRET = b"12345678901234567890"


# RFC 6238, appendix B (SHA-1), the last six of its eight digits.
@pytest.mark.parametrize(
    ("moment", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_the_codes_of_the_standard_come_out(moment: int, code: str) -> None:
    assert codes.code_at(SECRET, moment // 30) == code
    assert codes.step_of(SECRET, code, moment, last=0) == moment // 30


def test_what_an_app_reads_from_the_picture_makes_the_same_codes() -> None:
    app = pyotp.parse_uri(codes.app_address(SECRET, "lan.sonoivu"))
    assert (app.name, app.issuer) == ("lan.sonoivu", "Hiền Tài")
    assert codes.step_of(SECRET, app.at(1_700_000_000), 1_700_000_000, last=0)


def test_a_clock_may_be_half_a_minute_off_and_no_more() -> None:
    code, step = codes.code_at(SECRET, 1000), 1000
    taken = [codes.step_of(SECRET, code, at * 30, last=0) for at in (998, 999, 1000, 1001, 1002)]
    assert taken == [None, step, step, step, None]


def test_a_code_that_was_used_is_not_taken_again() -> None:
    code = codes.code_at(SECRET, 1000)
    assert codes.step_of(SECRET, code, 30_000, last=1000) is None
    assert codes.step_of(SECRET, codes.code_at(SECRET, 1001), 30_000, last=1000) == 1001


@pytest.mark.parametrize("typed", ["", "000000", "28708", "2870820", "２８７０８２", "mã", "\x00"])
def test_anything_else_is_wrong(typed: str) -> None:
    assert codes.step_of(SECRET, typed, 59, last=0) is None


def test_blanks_that_people_type_are_no_mistake() -> None:
    assert codes.step_of(SECRET, " 287 082 ", 59, last=0) == 1
    assert codes.tidied("ABCD-efgh 2345") == "abcdefgh2345"


def test_a_code_for_paper_is_three_groups_that_hold_sixty_bits() -> None:
    first, second = codes.recovery_code(bytes(8)), codes.recovery_code(b"\xff" * 8)
    assert (first, second) == ("aaaa-aaaa-aaaa", "7777-7777-7777")


def test_codes_rest_for_an_hour_after_ten_wrong_ones() -> None:
    assert not codes.resting(9, 0)
    assert codes.resting(10, 3599)
    assert not codes.resting(10, 3600)


@pytest.mark.parametrize(
    ("by", "has", "demanded", "told", "then"),
    [
        (By.PASSWORD, False, False, (), Next.NOTHING),
        (By.PASSWORD, True, False, (), Next.CODE),
        (By.PASSWORD, True, True, (), Next.CODE),
        (By.PASSWORD, False, True, (), Next.SET_UP),
        (By.PASSWORD, True, False, ("mfa",), Next.CODE),
        (By.PASSKEY, True, True, (), Next.NOTHING),
        (By.PROVIDER, False, False, (), Next.NOTHING),
        (By.PROVIDER, True, False, (), Next.CODE),
        (By.PROVIDER, False, True, ("pwd",), Next.SET_UP),
        (By.PROVIDER, True, True, ("pwd", "otp"), Next.NOTHING),
        (By.PROVIDER, True, True, ("otp",), Next.CODE),
        (By.PROVIDER, True, True, ("mfa",), Next.NOTHING),
    ],
)
def test_what_still_has_to_be_shown(
    by: By, has: bool, demanded: bool, told: tuple[str, ...], then: Next
) -> None:
    assert next_step(by, has_factor=has, demanded=demanded, told=told) is then


@pytest.mark.parametrize(
    ("agent", "shown"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
            "Edge · Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, "
            "like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
            "Safari · iPhone",
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
            "Firefox · Linux",
        ),
        (
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/126.0.0.0 Mobile Safari/537.36",
            "Chrome · Android",
        ),
        ("", ""),
        ("<script>alert(1)</script>", ""),
    ],
)
def test_the_kind_of_a_browser_is_read_from_what_it_says(agent: str, shown: str) -> None:
    assert browser_of(agent) == shown
