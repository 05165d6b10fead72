"""A training history that meets a place kept for the person is refused row by row, in words."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from hientai.intake.domain.difference import REFUSED
from hientai.intake.models import ImportBatch
from hientai.intake.queries.batches import notes_of
from hientai.intake.services import commit, preview
from hientai.places.services.using import Course, use
from hientai.shared.refused import Refused
from hientai.training.models import Turn
from tests.city import DAY
from tests.places.conftest import held, wish

pytestmark = pytest.mark.django_db
HEADINGS = ("Mã CBCCVC", "Chương trình", "Từ ngày", "Đến ngày", "Kết quả")


@pytest.fixture
def previewed(tmp_path: Path):
    """Previews rows of the sheet «Đã học»: code, programme, first day, last day, result."""

    def run(*rows: tuple[str, ...]) -> ImportBatch:
        path = tmp_path / "da-hoc.xlsx"
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("Đã học")
            for at, row in enumerate((HEADINGS, *rows)):
                sheet.write_row(at, 0, row)
        return preview(actor=None, unit="HN", on=DAY, path=path)

    return run


def refused(batch: ImportBatch) -> dict[int, str]:
    """Why rows of a preview are refused, by row."""
    return {one["row"]: one["reason"] for one in notes_of(batch, REFUSED)}


def test_only_the_rows_that_meet_a_kept_place_are_refused_with_it(version, put, previewed) -> None:
    for code in ("P1", "P2", "P3", "P4"):
        put(code)
    held(wish(put("P5")), wish(put("P6")))  # 2 to 6 September
    batch = previewed(
        ("P1", "Tiếng Anh", "02/09/2024", "20/09/2024", "Đang học"),
        ("P5", "Tiếng Anh", "04/09/2024", "20/09/2024", "Đang học"),
        ("P6", "Tiếng Anh", "01/05/2024", "", "Đang học"),
        ("P6", "Tin học", "07/09/2024", "20/09/2024", "Đang học"),
        ("P5", "Quản lý tài chính công", "02/09/2024", "06/09/2024", "Đang học"),
        ("P5", "Pháp luật", "02/09/2023", "06/09/2023", "Hoàn thành"),
    )
    told = refused(batch)
    assert set(told) == {3, 4}
    assert "hanoi-1698 · A.1.1" in told[3] and "02/09/2024 – 06/09/2024" in told[3]
    commit(actor=None, batch=batch, leave_out_refused=True)
    kept = Turn.objects.filter(starts_on__year=2024).values_list("person__code", "programme")
    assert sorted(kept) == [
        ("P1", "Tiếng Anh"),
        ("P5", "Quản lý tài chính công"),
        ("P6", "Tin học"),
    ]


def test_a_place_held_after_the_preview_keeps_the_row_out_too(version, put, previewed) -> None:
    one = put("P1")
    batch = previewed(("P1", "Tiếng Anh", "04/09/2024", "20/09/2024", "Đang học"))
    assert refused(batch) == {}
    held(wish(one))
    with pytest.raises(Refused, match="bị từ chối"):
        commit(actor=None, batch=batch)
    assert not Turn.objects.exists()


def test_the_turn_of_a_used_place_comes_back_with_the_file(version, put, previewed) -> None:
    """What the system itself recorded may be said again, and its certificate added."""
    seat = held(wish(put("P1")))[0].seat
    use(actor=None, seats=[seat], on=DAY, course=Course(programme="Tiếng Anh"))
    same = ("P1", "Tiếng Anh", "02/09/2024", "06/09/2024", "Đang học")
    assert refused(previewed(same)) == {}
    longer = ("P1", "Tiếng Anh", "02/09/2024", "13/09/2024", "Đang học")
    assert refused(previewed(longer)) == {}
    other = ("P1", "Tin học", "06/09/2024", "13/09/2024", "Đang học")
    assert set(refused(previewed(other))) == {2}
    assert Turn.objects.get().ends_on == date(2024, 9, 6)
