"""What may stand in a person's dated record (P1): pure decisions, no database."""

from datetime import date

import pytest

from hientai.people.domain import (
    PostSpan,
    ended,
    main_post_on,
    refuse_degree,
    refuse_post,
    refuse_rating,
    search_of,
)
from hientai.shared.refused import Refused

BIRTH = date(1980, 3, 15)
HELD = PostSpan(1, "main", "Sở Nội vụ", date(2010, 1, 1))


def test_a_search_reads_words_of_a_name_without_accents():
    assert search_of("  Nguyễn  ĐỨC ").words == ("nguyen", "duc")


def test_a_word_with_a_digit_is_a_code():
    found = search_of("cb000123")
    assert (found.code, found.words) == ("CB000123", ())


def test_signs_of_the_pattern_language_find_nothing_special():
    assert search_of("%_ an").words == ("an",)
    assert not search_of(" % ")


def test_a_second_main_post_on_the_same_days_is_refused_with_the_first_named():
    """P1: one main post a day."""
    with pytest.raises(Refused, match="đã có vị trí chính tại Sở Nội vụ từ 01/01/2010"):
        refuse_post(PostSpan(None, "main", "Sở Tài chính", date(2020, 1, 1)), [HELD], BIRTH)


def test_a_concurrent_post_stands_beside_the_main_one():
    refuse_post(PostSpan(None, "concurrent", "Sở Tài chính", date(2020, 1, 1)), [HELD], BIRTH)


def test_a_main_post_may_begin_on_the_day_the_other_ends():
    """P1: the end is the first day the post is no longer held."""
    before = ended(HELD, date(2020, 1, 1))
    refuse_post(PostSpan(None, "main", "Sở Tài chính", date(2020, 1, 1)), [before], BIRTH)


def test_a_post_of_a_child_is_refused():
    with pytest.raises(Refused, match="chưa đủ 15 tuổi"):
        refuse_post(PostSpan(None, "main", "Sở Tài chính", date(1995, 3, 14)), [], BIRTH)
    refuse_post(PostSpan(None, "main", "Sở Tài chính", date(1995, 3, 15)), [], BIRTH)


def test_a_post_ends_after_it_began_and_only_once():
    with pytest.raises(Refused, match="kết thúc trước khi bắt đầu"):
        ended(HELD, date(2009, 12, 31))
    with pytest.raises(Refused, match="đã kết thúc từ 01/01/2020"):
        ended(ended(HELD, date(2020, 1, 1)), date(2021, 1, 1))


def test_nobody_is_transferred_without_a_main_post():
    with pytest.raises(Refused, match="không có vị trí chính vào ngày 31/12/2009"):
        main_post_on([HELD], date(2009, 12, 31))
    assert main_post_on([HELD], date(2010, 1, 1)) is HELD


def test_a_degree_comes_after_birth_and_not_after_the_day_it_is_recorded():
    """P1: a degree before birth is refused."""
    with pytest.raises(Refused, match="trước ngày sinh 15/03/1980"):
        refuse_degree(date(1980, 3, 14), BIRTH, date(2024, 6, 1))
    with pytest.raises(Refused, match="sau ngày ghi"):
        refuse_degree(date(2024, 6, 2), BIRTH, date(2024, 6, 1))
    refuse_degree(None, BIRTH, date(2024, 6, 1))


def test_a_year_is_rated_once_and_not_before_it_comes():
    with pytest.raises(Refused, match="Năm 2023 đã có xếp loại"):
        refuse_rating(2023, [2022, 2023], date(2024, 6, 1))
    with pytest.raises(Refused, match="Chưa thể xếp loại năm 2025"):
        refuse_rating(2025, [], date(2024, 6, 1))
