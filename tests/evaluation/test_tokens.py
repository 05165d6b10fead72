"""Tokens: made by a key alone, guessed by nobody, read as people type them (E1)."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hientai.evaluation.domain.naming import may_name
from hientai.evaluation.domain.tokens import (
    for_learner,
    for_slip,
    key_of,
    mark_of,
    read,
    token_for,
)

KEY, OTHER = b"k" * 32, b"o" * 32


@given(st.integers(1, 2**40), st.integers(1, 2**40))
def test_a_token_is_read_as_it_was_made_and_stays_the_same(form: int, person: int) -> None:
    word = token_for(KEY, form, for_learner(form, person))
    token = read(word)
    assert token is not None and token.form == form
    assert key_of([OTHER, KEY], token) == KEY
    assert word == token_for(KEY, form, for_learner(form, person))


def test_a_token_is_read_however_it_is_typed() -> None:
    word = token_for(KEY, 7, for_slip(7, 3))
    typed = word.lower().replace("0", "o").replace("1", "l").replace("-", " - ")
    assert read(typed) == read(word)


@pytest.mark.parametrize("word", ["", "7", "7-", "AAAA", "7-AAAA-BBBB", "x" * 59, "7-!!!!" * 5])
def test_what_cannot_be_a_token_is_none(word: str) -> None:
    assert read(word) is None


def test_a_guessed_or_changed_token_has_no_key() -> None:
    word = token_for(KEY, 7, for_learner(7, 1))
    letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
    for _try in range(200):
        guess = "7-" + "-".join("".join(secrets.choice(letters) for _ in "....") for _ in ".....")
        token = read(guess)
        assert token is not None and key_of([KEY], token) is None
    other_form = read("8" + word[1:])
    assert other_form is not None and key_of([KEY], other_form) is None


def test_whom_a_token_is_for_is_not_told_without_the_key() -> None:
    """The mark kept of a used token is another under another key, and says no serial."""
    token = read(token_for(KEY, 7, for_learner(7, 1)))
    assert token is not None
    assert mark_of(KEY, token) != mark_of(OTHER, token)
    assert token.serial.encode() not in mark_of(KEY, token)


def test_tokens_of_a_large_class_differ() -> None:
    words = {token_for(KEY, 7, for_learner(7, person)) for person in range(3000)}
    marks = {mark_of(KEY, token) for word in words if (token := read(word))}
    assert len(marks) == 3000


@pytest.mark.parametrize(
    "text",
    [
        "Tôi là Nguyễn Văn Hùng, học viên lớp này",
        "Liên hệ 0912 345 678",
        "gửi về hung.nv@hanoi.gov.vn",
        "Phòng tôi chưa có máy tính",
        "Em công tác tại Sở Tài chính",
        "Ký tên: một học viên",
    ],
)
def test_a_text_that_names_its_writer_is_warned_of(text: str) -> None:
    assert may_name([text])


@pytest.mark.parametrize(
    "text", ["Giảng viên nhiệt tình, bài tập sát thực tế", "Phòng học nóng, cần quạt", ""]
)
def test_a_text_about_the_class_is_not_warned_of(text: str) -> None:
    assert not may_name([text])
