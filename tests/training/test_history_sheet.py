"""P3, S4: the training history comes in by the workbook; what it does not name waits uncounted."""

from pathlib import Path

import pytest
import xlsxwriter

from hientai.intake.models import ImportBatch
from hientai.intake.services import commit, preview, undo
from hientai.training.models import Turn
from hientai.training.queries.figures import target_figures
from hientai.training.services.turns import Named, match_turns
from tests.training.conftest import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def take(tmp_path: Path, version):
    """Previews rows of the sheet «Đã học» and, unless told otherwise, commits what is right."""

    def run(*rows: dict[str, object], write: bool = True) -> ImportBatch:
        path = tmp_path / "da-hoc.xlsx"
        book = xlsxwriter.Workbook(path)
        sheet = book.add_worksheet("Đã học")
        headings = list(dict.fromkeys(key for row in rows for key in row))
        sheet.write_row(0, 0, headings)
        for at, row in enumerate(rows, start=1):
            sheet.write_row(at, 0, [row.get(heading, "") for heading in headings])
        book.close()
        batch = preview(actor=None, unit="HN", on=DAY, path=path)
        return commit(actor=None, batch=batch, leave_out_refused=True) if write else batch

    return run


def turn(code: str = "P1", **said: object) -> dict[str, object]:
    """One good row, with some cells said otherwise."""
    return {
        "Mã CBCCVC": code,
        "Đề án": "1698/QĐ-UBND",
        "Mã chỉ tiêu": "a.1.1",
        "Chương trình": "Quản lý tài chính công",
        "Từ ngày": "06/03/2023",
        "Đến ngày": "10/03/2023",
        "Kết quả": "Hoàn thành",
        **said,
    }


def done(asked) -> int:
    return target_figures(asked)["2.1.a.1"].progress.done


def test_a_turn_that_names_scheme_and_quota_is_matched_and_counts(put, take, ask) -> None:
    put("P1")
    take(turn())
    kept = Turn.objects.select_related("scheme").get()
    assert (kept.scheme.slug, kept.item_id, kept.stated_item) == ("hanoi-1698", "A.1.1", "a.1.1")
    assert done(ask()) == 1


def test_a_turn_that_names_none_waits_and_a_later_match_outlives_the_same_file(
    put, take, version, ask
) -> None:
    put("P1")
    row = turn(**{"Mã chỉ tiêu": "lớp 3"})
    take(row)
    assert (Turn.objects.get().item_id, done(ask())) == ("", 0)
    named = Named("Quản lý tài chính công", "1698/QĐ-UBND", "lớp 3")
    match_turns(named=named, version=version, item="A.1.1")
    again = take(row)
    assert again.counts["total"]["unchanged"] == 1
    take(turn(**{"Mã chỉ tiêu": "lớp 3", "Số chứng chỉ": "12/2023"}))
    kept = Turn.objects.get()
    assert (kept.item_id, kept.certificate_number) == ("A.1.1", "12/2023")


def test_a_file_that_says_otherwise_is_matched_anew(put, take, ask) -> None:
    put("P1")
    take(turn())
    take(turn(**{"Mã chỉ tiêu": "A.1.5"}))
    assert (Turn.objects.get().item_id, done(ask())) == ("A.1.5", 0)


def test_rows_that_cannot_be_are_refused_with_their_reason(put, take) -> None:
    put("P1")
    batch = take(
        turn(**{"Chương trình": "một", "Đến ngày": "01/03/2023"}),
        turn(**{"Chương trình": "hai", "Đến ngày": ""}),
        turn(**{"Chương trình": "ba", "Kết quả": "đỗ"}),
        turn(**{"Chương trình": "bốn", "Đến ngày": "2023"}),
        turn("P9", **{"Chương trình": "năm"}),
        turn(**{"Chương trình": "sáu"}),
    )
    assert [one.programme for one in Turn.objects.all()] == ["sáu"]
    assert batch.counts["total"]["refused"] == 5


def test_the_whole_import_can_be_taken_back(put, take) -> None:
    put("P1")
    batch = take(turn())
    undo(actor=None, batch=batch)
    assert not Turn.objects.exists()
