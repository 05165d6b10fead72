"""P6: each unit sees what data it owes and how many verdicts wait for it; the grid fills it."""

import re
from io import BytesIO

import polars as pl
import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from python_calamine import CalamineWorkbook

from hientai.accounts.models import RoleAssignment
from hientai.intake.models import ImportBatch
from hientai.intake.services import preview
from hientai.organisations.models import Unit
from hientai.people.models import Degree, Person, Rating
from hientai.rules.engine import Certainty, Condition, Limit, Stage
from hientai.upkeep.domain.owed import absent, added_up, unanswered
from tests.journeys.city import SINCE, unit, user
from tests.upkeep.conftest import TODAY, Scene, Sees

GRID, OWED = "/ho-so/con-thieu/bang/", "/ho-so/con-thieu/"


def condition(*needs: str) -> Condition:
    limit = Limit("", Certainty.VERIFIED, "Điều 1")
    named = tuple((need, need) for need in needs)
    return Condition("c", "c", Stage.REGISTER, pl.lit(value=None), None, limit, named)


STANDINGS = pl.DataFrame(
    {
        "person_id": [1, 2, 3],
        "birth_date": [None, None, None],
        "birth_precision": ["day", "day", "day"],
        "sex": ["male", None, "male"],
        "rating_1": [3, None, 3],
    }
)


def test_only_what_an_unanswered_condition_reads_and_the_record_lacks_is_owed():
    """Person 1 waits for the birth date; 2 for sex too; 3 is not in doubt and owes nothing."""
    people = pl.DataFrame(
        {
            "person_id": [1, 2, 3],
            "part": ["unknown", "membership_unknown", "failed"],
            "unknown": pl.Series([1, 3, 1], dtype=pl.UInt64),
        }
    )
    conditions = [condition("birth_date"), condition("sex", "category")]
    found = unanswered(people, conditions, absent(STANDINGS, TODAY), TODAY)
    told = {row["person_id"]: row for row in found.to_dicts()}
    assert set(told) == {1, 2}
    assert (told[1]["birth_date"], told[1]["sex"]) == (1, 0)
    assert (told[2]["birth_date"], told[2]["sex"]) == (1, 1)
    assert told[2]["rating_2023"] == 0, "no condition in doubt reads it"
    twice = added_up([found, found], ["birth_date", "sex"])
    verdicts = dict(twice.select("person_id", "verdicts").iter_rows())
    assert verdicts == {1: 2, 2: 2}, "a verdict that waits for two things is one verdict"


def test_a_birth_date_known_to_the_year_alone_is_owed():
    row = STANDINGS.head(1).with_columns(birth_date=pl.lit(TODAY), birth_precision=pl.lit("year"))
    assert absent(row, TODAY)["birth_date"].to_list() == [True]


def test_the_unit_sees_who_owes_what_and_others_are_not_named(scene: Scene):
    """Lê Thị Cúc has no birth date recorded; nobody's degree has a subject."""
    page = scene.clients["officer"].get(OWED).content.decode()
    assert "Lê Thị Cúc" in page
    assert "Ngày sinh" in page
    assert "Chuyên ngành" in page
    assert "Đặng Văn Dũng" not in page
    assert scene.clients["viewer"].get(OWED).status_code == 404


def test_the_owner_sees_the_counts_down_the_tree(scene: Scene):
    page = scene.clients["owner"].get(f"{OWED}?don-vi=HN").content.decode()
    assert "?don-vi=STC" in page
    assert "?don-vi=SYT" in page


def test_of_two_trees_the_one_that_owes_stands_first_and_the_other_is_one_step_away(scene: Scene):
    """A1: an administrator of several authorities, one of them without people on record."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    empty = unit("DNG", "UBND thành phố Đà Nẵng", "city", None)
    both = user("hai.noi", "Vũ Văn Hai", "owner", empty)
    RoleAssignment.objects.create(
        user=both, role="owner", unit=Unit.objects.get(code="HN"), period=DateRange(SINCE, None)
    )
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE hientai_app")
    client = Client()
    client.force_login(both, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(OWED).content.decode()
    assert "Lê Thị Cúc" in page
    assert '<a href="?don-vi=DNG">UBND thành phố Đà Nẵng</a>' in page


def test_the_workbook_of_what_is_owed_is_filled_in_and_imported_again(
    scene: Scene, entered: Sees, tmp_path
):
    answer = scene.clients["officer"].get(f"{OWED}?tai=xlsx")
    content = b"".join(answer.streaming_content)
    lines = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    top = next(place for place, line in enumerate(lines) if line[0] == "Mã CBCCVC")
    heads = lines[top]
    rows = [dict(zip(heads, line, strict=True)) for line in lines[top + 1 :]]
    missing = next(row for row in rows if row["Mã CBCCVC"] == "HN-000003")
    assert missing["Ngày sinh"] == ""
    assert missing["Họ và tên"] == "Lê Thị Cúc"
    known = next(row for row in rows if row["Mã CBCCVC"] == "HN-000002")
    assert known["Ngày sinh"] == "09/03/1986"
    missing["Ngày sinh"] = "04/07/1990"
    path = tmp_path / "con-thieu.csv"
    filled = [heads, *([row[head] for head in heads] for row in rows)]
    path.write_text("\n".join(";".join(map(str, line)) for line in filled), encoding="utf-8")
    batch = preview(actor=scene.city.officer, path=path, unit="STC", on=TODAY)
    assert batch.counts["total"]["changed"] == 1
    assert batch.counts["cells"] == 0


def fill(scene: Scene, step: str = "ghi", **cells: str):
    """Send the grid of finance with some cells filled in."""
    rows = {"r0.code": "HN-000003", "r1.code": "HN-000002"}
    given = {name.replace("__", "."): text for name, text in cells.items()}
    return scene.clients["officer"].post(f"{GRID}?don-vi=STC", {**rows, **given, "buoc": step})


def test_the_grid_writes_all_its_cells_at_once_and_takes_them_back(scene: Scene, entered: Sees):
    answer = fill(scene, r0__birth_date="4/7/1990", r0__subject="Luật", r1__subject="kinh tế")
    assert answer.status_code == 302, answer.content.decode()
    with entered(scene.city.officer):
        assert Person.objects.get(code="HN-000003").birth_date.isoformat() == "1990-07-04"
        subjects = Degree.objects.filter(person__code__in=["HN-000002", "HN-000003"])
        assert sorted(subjects.values_list("subject", flat=True)) == ["Luật", "kinh tế"]
        batch = ImportBatch.objects.get()
        assert batch.state == "committed"
    page = scene.clients["officer"].get(answer["Location"]).content.decode()
    assert "Hoàn tác" in page
    done = scene.clients["officer"].post(f"{GRID}hoan-tac/{batch.pk}/")
    assert done.status_code == 302
    with entered(scene.city.officer):
        assert Person.objects.get(code="HN-000003").birth_date is None
        assert set(subjects.values_list("subject", flat=True)) == {None}


def test_one_wrong_cell_keeps_everything_back_and_is_told_where_it_stands(
    scene: Scene, entered: Sees
):
    answer = fill(scene, r0__birth_date="31/02/1990", r1__subject="Luật")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "không phải là ngày có thật" in page
    assert 'value="31/02/1990"' in page
    assert 'value="Luật"' in page
    with entered(scene.city.officer):
        assert not Degree.objects.filter(subject="Luật").exists()
        assert not ImportBatch.objects.exists()


def test_cells_are_judged_without_being_written(scene: Scene, entered: Sees):
    given = {
        "r0.code": "HN-000002",
        "r1.code": "HN-000003",
        "r1.birth_date": "01/01/2020",
        "r1.rating_2023": "tuyệt vời",
    }
    answer = scene.clients["officer"].post(f"{GRID}xet/?don-vi=STC", given).json()
    told = {cell["name"]: cell["text"] for cell in answer["cells"]}
    assert set(told) == {"r1.birth_date", "r1.rating_2023"}
    assert "không có trong danh mục" in told["r1.rating_2023"]
    with entered(scene.city.officer):
        assert Person.objects.get(code="HN-000003").birth_date is None


@pytest.mark.parametrize("code", ["HN-000004", "HN-999999"])
def test_the_grid_reaches_nobody_of_another_unit_and_makes_nobody_new(
    scene: Scene, entered: Sees, code: str
):
    given = {"r0.code": code, "r0.birth_date": "04/07/1990", "buoc": "ghi"}
    answer = scene.clients["officer"].post(f"{GRID}?don-vi=STC", given)
    assert answer.status_code == 422
    with entered(scene.city.owner):
        assert Person.objects.get(code="HN-000004").birth_date.isoformat() == "1983-08-01"
        assert Person.objects.count() == 4


def test_without_the_script_the_button_judges_and_keeps_what_was_typed(scene: Scene):
    page = fill(scene, "kiem-tra", r0__birth_date="1/1/1910").content.decode()
    assert 'value="1/1/1910"' in page
    assert "hơn 100 tuổi" in page


def test_the_grid_carries_no_script_or_style_of_its_own(scene: Scene):
    """Strict CSP: script and style come from files alone."""
    page = scene.clients["officer"].get(f"{GRID}?don-vi=STC").content.decode()
    assert "style=" not in page
    assert "onclick" not in page
    assert page.count("<script") == page.count("<script src=")


def filled_meanwhile(subject: str) -> None:
    """Somebody else records the subject of Nguyễn Thu An's degree."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "UPDATE people_degree SET subject = %s WHERE person_id ="
            " (SELECT id FROM people_person WHERE code = 'HN-000002')",
            [subject],
        )
        cursor.execute("SET LOCAL ROLE hientai_app")


def test_a_cell_filled_by_another_meanwhile_is_told_with_both_values_and_nothing_is_written(
    scene: Scene, entered: Sees
):
    filled_meanwhile("Kinh tế")
    answer = fill(scene, r0__birth_date="4/7/1990", r1__subject="Luật")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "hồ sơ nay ghi «Kinh tế», nội dung định ghi là «Luật»" in page
    assert 'value="4/7/1990"' in page, "what was typed elsewhere stands again"
    with entered(scene.city.officer):
        assert not Degree.objects.filter(subject="Luật").exists()
        assert Person.objects.get(code="HN-000003").birth_date is None
    again = fill(scene, r0__birth_date="4/7/1990")
    assert again.status_code == 302, "without that cell the rest is written"


def test_the_same_word_from_two_hands_is_no_conflict(scene: Scene):
    filled_meanwhile("Luật")
    assert fill(scene, r0__subject="Luật", r1__subject="Luật").status_code == 302


def test_a_birth_date_known_by_its_year_is_filled_in_and_guarded(scene: Scene, entered: Sees):
    """The grid shows the year; a form made before it came in does not write over it."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "UPDATE people_person SET birth_date = '1983-01-01', birth_precision = 'year'"
            " WHERE code = 'HN-000003'"
        )
        cursor.execute("SET LOCAL ROLE hientai_app")
    page = scene.clients["officer"].get(f"{GRID}?don-vi=STC").content.decode()
    assert "hồ sơ ghi 1983" in page
    name = re.search(r'name="(s\d+\.birth_date)" value="1983"', page)
    assert name, "what was seen goes with the form"
    assert fill(scene, r0__birth_date="4/7/1982").status_code == 422
    assert fill(scene, r0__birth_date="4/7/1983", s0__birth_date="1983").status_code == 302
    with entered(scene.city.officer):
        assert Person.objects.get(code="HN-000003").birth_date.isoformat() == "1983-07-04"


def test_in_english_every_column_is_written_too(scene: Scene, entered: Sees):
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("DELETE FROM people_rating WHERE year = 2023")
        cursor.execute("SET LOCAL ROLE hientai_app")
    scene.clients["officer"].post("/ngon-ngu/", {"language": "en"})
    page = scene.clients["officer"].get(f"{GRID}?don-vi=STC").content.decode()
    assert "Rating 2023" in page
    assert fill(scene, r0__rating_2023="Hoàn thành tốt nhiệm vụ").status_code == 302
    with entered(scene.city.officer):
        rating = Rating.objects.get(person__code="HN-000003", year=2023)
        assert rating.rating == "good"


def test_wrong_cells_are_listed_with_the_way_to_each_and_pasted_rows_fit_on_a_page(scene: Scene):
    """Two hundred rows of one column come with the form; more are left for the next page."""
    page = fill(scene, r0__birth_date="31/02/1990").content.decode()
    assert 'href="#o-r0.birth_date"' in page
    assert 'id="o-r0.birth_date"' in page
    given = {f"r{n}.code": f"HN-{n:06d}" for n in range(200)} | {"r199.birth_date": "31/02/1990"}
    answer = scene.clients["officer"].post(f"{GRID}xet/?don-vi=STC&thieu=birth_date", given)
    assert "r199.birth_date" in {cell["name"] for cell in answer.json()["cells"]}
