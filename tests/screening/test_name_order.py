"""P1: lists made outside the database are in Vietnamese order too."""

import random

import polars as pl

from hientai.screening.domain.name_order import name_order


def ordered(*names: str) -> list[str]:
    frame = pl.DataFrame({"name_key": random.Random(1).sample(names, len(names))})
    return frame.sort(name_order())["name_key"].to_list()


def test_letters_of_their_own_come_after_their_plain_sister() -> None:
    assert ordered("An", "Ăn", "Ân", "Bình", "Dung", "Đông", "Em", "Êm") == [
        "An",
        "Ăn",
        "Ân",
        "Bình",
        "Dung",
        "Đông",
        "Em",
        "Êm",
    ]


def test_tones_decide_only_between_equal_letters() -> None:
    assert ordered("Ma|A", "Mà|A", "Mả|A", "Mã|A", "Má|A", "Mạ|A", "Mai|A") == [
        "Ma|A",
        "Mà|A",
        "Mả|A",
        "Mã|A",
        "Má|A",
        "Mạ|A",
        "Mai|A",
    ]


def test_the_shorter_given_name_comes_first() -> None:
    assert ordered("An|Văn|Nguyễn", "Anh|Bá|Lê") == ["An|Văn|Nguyễn", "Anh|Bá|Lê"]
