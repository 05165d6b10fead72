"""Numbers without gap or double, for each body, year and kind, also under a race (N5)."""

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from hientai.documents import services as verbs
from hientai.documents.domain.steps import Series, next_number, refuse_own_number
from hientai.documents.models import Counter, Paper
from hientai.documents.services.numbering import Stated
from hientai.shared.refused import Refused
from tests.documents.conftest import opened
from tests.documents.made import PDF, TODAY, signed

CLIENTS = 16


def stated(number: int, on: date = TODAY, **more: str) -> Stated:
    return Stated("decision", number, on, "Về việc cử đi", "Phạm Văn Long", **more)


@given(st.lists(st.tuples(st.sampled_from(["QĐ", "TTr"]), st.integers(0, 900)), max_size=40))
def test_whatever_is_asked_numbers_of_a_series_count_up_by_one(asked) -> None:
    """Days that go back are refused; what is given has neither gap nor double."""
    series: dict[tuple[str, int], Series] = defaultdict(Series)
    given_out: dict[tuple[str, int], list[tuple[int, date]]] = defaultdict(list)
    for kind, days in asked:
        on = date(2023, 1, 1) + timedelta(days)
        key = (kind, on.year)
        try:
            number = next_number(series[key], on)
        except Refused:
            assert on < given_out[key][-1][1]
            continue
        series[key] = Series(number, on, True)
        given_out[key].append((number, on))
    for numbers in given_out.values():
        assert [n for n, _ in numbers] == list(range(1, len(numbers) + 1))
        assert [on for _, on in numbers] == sorted(on for _, on in numbers)


@settings(max_examples=25)
@given(st.integers(0, 50), st.booleans(), st.integers(-3, 99))
def test_a_number_of_former_days_never_lies_ahead_of_ours(last, given_by_us, number) -> None:
    refused = number < 1 or (given_by_us and number > last)
    try:
        refuse_own_number(Series(last, None, given_by_us), number)
    except Refused:
        assert refused
    else:
        assert not refused


def test_each_body_year_and_kind_counts_for_itself(office) -> None:
    def number(body, purpose="send_course", on=TODAY) -> str:
        return str(verbs.register(actor=None, paper=signed(body, purpose), on=on))

    assert number(office.city) == "01/QĐ-UBND"
    assert number(office.city) == "02/QĐ-UBND"
    assert number(office.department) == "01/QĐ-SNV"
    assert number(office.department, "submit") == "01/TTr-SNV"
    assert number(office.department, "summon") == "01/SNV"
    assert number(office.city, on=date(2024, 12, 31)) == "03/QĐ-UBND"
    assert number(office.city, on=date(2025, 1, 1)) == "01/QĐ-UBND"


def test_a_day_before_that_of_the_last_number_is_refused(office) -> None:
    verbs.register(actor=None, paper=signed(office.city), on=TODAY)
    with pytest.raises(Refused, match="02/06/2024"):
        verbs.register(actor=None, paper=signed(office.city), on=date(2024, 6, 2))


def test_a_year_that_began_on_paper_goes_on_from_its_last_number(office) -> None:
    verbs.open_series(actor=None, body=office.city, year=2024, kind="decision", last=410)
    assert str(verbs.register(actor=None, paper=signed(office.city), on=TODAY)) == "411/QĐ-UBND"
    with pytest.raises(Refused, match="không mở lại"):
        verbs.open_series(actor=None, body=office.city, year=2024, kind="decision", last=500)


def test_papers_of_former_days_fill_the_numbers_before_ours_and_none_after(office) -> None:
    def enter(number: int, suffix: str = "") -> Paper:
        said = stated(number, date(2024, 5, 2), suffix=suffix)
        return verbs.enter_back_dated(actor=None, body=office.city, stated=said, scan=PDF)

    enter(12)
    assert verbs.register(actor=None, paper=signed(office.city), on=TODAY).number == 13
    assert str(enter(11)) == "11/QĐ-UBND"
    assert str(enter(11, "a")) == "11a/QĐ-UBND"
    with pytest.raises(Refused, match="chưa tới lượt"):
        enter(14)
    assert verbs.register(actor=None, paper=signed(office.city), on=TODAY).number == 14


def test_the_database_refuses_a_double_number_whatever_the_code_does(office) -> None:
    one = verbs.register(actor=None, paper=signed(office.city), on=TODAY)
    other = signed(office.city)
    with pytest.raises(IntegrityError, match="number_is_given_once"), transaction.atomic():
        Paper.objects.filter(pk=other.pk).update(
            state="registered", number=one.number, year=2024, issued_on=TODAY
        )


@pytest.mark.django_db(transaction=True)
def test_many_clerks_at_once_get_numbers_without_gap_or_double() -> None:
    """Sixteen connections number three papers each; every third try is undone."""
    office = opened()
    papers = [signed(office.city) for _ in range(CLIENTS * 3)]

    def clerk(at: int) -> None:
        try:
            for paper in papers[at::CLIENTS]:
                register_or_undo(paper, undone=paper.pk % 3 == 0)
        finally:
            connection.close()

    with ThreadPoolExecutor(CLIENTS) as clerks:
        list(clerks.map(clerk, range(CLIENTS)))
    theirs = Paper.objects.filter(pk__in=[paper.pk for paper in papers]).exclude(number=None)
    numbers = sorted(theirs.values_list("number", flat=True))
    assert numbers == list(range(1, sum(p.pk % 3 != 0 for p in papers) + 1))
    assert Counter.objects.get(body=office.city).last == numbers[-1]


def register_or_undo(paper: Paper, *, undone: bool) -> None:
    """Number a paper; where it is undone in the end, the number was never given."""
    with transaction.atomic():
        verbs.register(actor=None, paper=paper, on=TODAY)
        if undone:
            transaction.set_rollback(True)


def test_a_day_before_the_format_of_papers_is_refused_in_words_about_papers(office) -> None:
    """N5: what a clerk is told speaks of the day and of the way an old paper goes."""
    row = signed(office.city)
    with pytest.raises(Refused) as told:
        verbs.register(actor=None, paper=row, on=date(2020, 3, 4))
    words = str(told.value)
    assert "Chưa có thể thức cho văn bản ngày 04/03/2020" in words and "05/03/2020" in words
    assert "Nghị định 30/2020/NĐ-CP" in words and "Nhập văn bản có trước hệ thống" in words
    assert "giấy A4" not in words and "nd30" not in words
