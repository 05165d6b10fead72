"""What is still asked of somebody who has shown who they are in one way (A3)."""

from collections.abc import Iterable
from enum import StrEnum


class By(StrEnum):
    """The way somebody signs in."""

    PASSWORD = "password"
    PASSKEY = "passkey"
    PROVIDER = "provider"


class Next(StrEnum):
    """What comes after the first step."""

    NOTHING = "nothing"
    CODE = "code"
    SET_UP = "set_up"


# What a provider says in `amr` (RFC 8176) of how it asked.
SEVERAL, KNOWN, HELD = "mfa", frozenset({"pwd", "pin"}), frozenset({"otp", "hwk", "swk", "sc"})


def two_factors(told: Iterable[str]) -> bool:
    """Whether a provider says that it asked for two factors: so in a word, or by naming both."""
    ways = set(told)
    return SEVERAL in ways or bool(KNOWN & ways and HELD & ways)


def next_step(by: By, *, has_factor: bool, demanded: bool, told: Iterable[str] = ()) -> Next:
    """What a sign-in still needs.

    A passkey that asked for a finger or a PIN is two factors in one. A provider of identities is
    believed where it says that it asked for a second factor; otherwise its sign-in is one factor
    like a password.
    """
    if by is By.PASSKEY or (by is By.PROVIDER and two_factors(told)):
        return Next.NOTHING
    if has_factor:
        return Next.CODE
    return Next.SET_UP if demanded else Next.NOTHING
