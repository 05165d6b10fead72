"""P3, S4: the training history comes in by the workbook; what it does not name waits uncounted."""

from datetime import timedelta
from pathlib import Path

import pytest
import xlsxwriter

from hientai.intake.models import ImportBatch
from hientai.intake.queries.batches import notes_of
from hientai.intake.services import commit, preview, undo
from hientai.screening.queries.figures import target_figures
from hientai.training.models import Turn
from hientai.training.services.turns import Named, match_turns
from tests.city import DAY

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


def test_a_turn_said_to_be_completed_later_than_the_file_speaks_of_is_refused(put, take) -> None:
    put("P1")
    late = turn(**{"Từ ngày": "01/05/2024", "Đến ngày": (DAY + timedelta(days=1)).isoformat()})
    assert told(take(late)) == [("F2", "sau ngày khai báo")]
    assert not Turn.objects.exists()
    take(late | {"Kết quả": "Đang học"})
    assert Turn.objects.get().result == "studying"


def test_an_item_the_scheme_does_not_have_is_told_and_the_turn_waits(put, take) -> None:
    put("P1")
    batch = take(turn(**{"Mã chỉ tiêu": "A.9.9"}), turn(**{"Chương trình": "Khác"}))
    warned = [(n["cell"], n["value"]) for n in notes_of(batch, "warning")]
    assert warned == [("C2", "A.9.9")]
    assert sorted(Turn.objects.values_list("item_id", flat=True)) == ["", "A.1.1"]


def test_the_same_turn_twice_in_a_file_is_taken_once_and_a_blank_programme_not_at_all(
    put, take
) -> None:
    put("P1")
    batch = take(turn(), turn(**{"Chương trình": "  Quản lý  tài chính công "}))
    assert told(batch) == [("A3", "trùng nội dung với dòng 2")]
    assert Turn.objects.count() == 1
    assert told(take(turn(**{"Chương trình": ""}))) == [("D2", "thiếu Chương trình")]


def told(batch: ImportBatch) -> list[tuple[str, str]]:
    return [
        (n["cell"], n["reason"].removeprefix("đã hoàn thành nhưng ngày kết thúc ").split(" của")[0])
        for n in notes_of(batch, "refused")
    ]


def test_the_whole_import_can_be_taken_back(put, take) -> None:
    put("P1")
    batch = take(turn())
    undo(actor=None, batch=batch)
    assert not Turn.objects.exists()
