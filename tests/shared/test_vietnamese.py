"""Vietnamese text, refusals and catalogues (P3, W1)."""

import pickle
import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hientai.shared.vocabulary as catalogues
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, fold, given_name_key, nfc, number, percent, tidy_name
from hientai.shared.vocabulary import (
    CATEGORIES,
    DEGREE_LEVELS,
    ETHNICITIES,
    RATINGS,
    TITLES,
    Vocabulary,
)

ALL = [thing for thing in vars(catalogues).values() if isinstance(thing, Vocabulary)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Nguyễn Thị Đào", "nguyen thi dao"),
        ("  ĐẶNG   Ước\u00a0Mơ ", "dang uoc mo"),
        (unicodedata.normalize("NFD", "Trường THPT Ðống Đa"), "truong thpt dong da"),
    ],
)
def test_search_forgets_accents_case_and_stray_blanks(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_invisible_marks_and_the_icelandic_eth_are_put_right() -> None:
    assert nfc("\ufeffÐo\u0302\u0301ng\u200b") == "Đống"


@pytest.mark.parametrize(
    ("raw", "tidy"),
    [
        ("NGUYỄN  VĂN AN", "Nguyễn Văn An"),
        ("nguyễn văn an", "Nguyễn Văn An"),
        ("H'HEN NIÊ", "H'Hen Niê"),
        ("Y Bhăm Êban", "Y Bhăm Êban"),
        (unicodedata.normalize("NFD", "TRẦN THỊ BƯỞI"), "Trần Thị Bưởi"),
    ],
)
def test_names_are_tidied_without_spoiling_those_in_mixed_case(raw: str, tidy: str) -> None:
    assert tidy_name(raw) == tidy


def test_people_are_ordered_by_given_name_then_middle_then_family() -> None:
    names = ["Trần Văn Bình", "Lê Thị An", "Nguyễn Văn An", "Lê Văn An"]
    assert sorted(names, key=given_name_key) == [
        "Lê Thị An", "Lê Văn An", "Nguyễn Văn An", "Trần Văn Bình",
    ]  # fmt: skip
    assert given_name_key("Nguyễn Văn An") == "An0|Văn0|Nguyên3"
    assert given_name_key("An") == "An0"


def test_a_tone_of_the_given_name_counts_before_the_middle_and_family_names() -> None:
    names = ["Trần Ngọc Ánh", "Lê Hải Ánh", "Phạm Thu Anh", "Bùi Hải Anh"]
    assert sorted(names, key=given_name_key) == [
        "Bùi Hải Anh", "Phạm Thu Anh", "Lê Hải Ánh", "Trần Ngọc Ánh",
    ]  # fmt: skip


def test_figures_are_written_as_vietnamese_write_them() -> None:
    assert number(140408) == "140.408"
    assert number(Decimal("1234.5")) == "1.234,5"
    assert number(None) == ""
    assert percent(0.142) == "14,2\N{NO-BREAK SPACE}%"
    assert percent(Decimal("0.1425")) == "14,3\N{NO-BREAK SPACE}%"
    assert percent(1, 0) == "100\N{NO-BREAK SPACE}%"
    assert day(date(2024, 6, 1)) == "01/06/2024"
    assert day(None) == ""


def test_a_refusal_reads_as_sentences_and_survives_a_process_border() -> None:
    refused = Refused("Không cử được", why="quá tuổi", clause="Điều 6", remedy="chọn người khác")
    said = "Không cử được. Lý do: quá tuổi. Căn cứ: Điều 6. Cách xử lý: chọn người khác."
    assert str(refused) == said
    assert str(pickle.loads(pickle.dumps(refused))) == said


@pytest.mark.parametrize("vocabulary", ALL, ids=lambda v: v.name)
def test_every_code_label_and_alias_of_a_catalogue_is_read_back(vocabulary: Vocabulary) -> None:
    for entry in vocabulary.entries.values():
        for written in (entry.code, entry.label, fold(entry.label), *entry.aliases):
            assert vocabulary.code_of(written) == entry.code


def test_there_is_a_catalogue_for_every_file() -> None:
    files = {path.stem for path in Path(catalogues.__file__).parent.glob("*.yaml")}
    assert {vocabulary.name for vocabulary in ALL} == files


@pytest.mark.parametrize(
    ("vocabulary", "text", "code"),
    [
        (DEGREE_LEVELS, "thạc sỹ", "master"),
        (DEGREE_LEVELS, "Th.S", "master"),
        (DEGREE_LEVELS, "CKI", "cki"),
        (DEGREE_LEVELS, "chuyen khoa cap II", "ckii"),
        (TITLES, "PHÓ TRƯỞNG PHÒNG", "division_deputy"),
        (TITLES, "Chủ tịch UBND phường", "commune_chair"),
        (CATEGORIES, "vien chuc", "public_employee"),
        (RATINGS, "hoàn thành xuất sắc nhiệm vụ", "excellent"),
        (RATINGS, "rất tốt", None),
        (ETHNICITIES, "Pa Kô", "Pa Kô"),
    ],
)
def test_people_write_the_same_thing_in_many_ways(
    vocabulary: Vocabulary, text: str, code: str | None
) -> None:
    assert vocabulary.code_of(text) == code


def test_cki_ranks_with_master_and_ckii_with_doctor() -> None:
    ranks = DEGREE_LEVELS.ranks
    assert ranks["cki"] == ranks["master"] == 5
    assert ranks["ckii"] == ranks["doctor"] == 6
    assert ranks["none_recorded"] == 0


def test_a_code_the_catalogue_does_not_know_is_not_shown_as_if_it_did() -> None:
    with pytest.raises(KeyError):
        CATEGORIES.label("nobody")
    assert CATEGORIES.label(None) == ""
