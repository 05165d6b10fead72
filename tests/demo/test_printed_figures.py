"""The demo register has the totals that hanoi-1698 prints (Phần I, mục I.2.1); S2, R1.

The numbers here are typed from the document, not taken from the code under test.
"""

import polars as pl

from hientai.demo.domain.city import City

COMMUNE = ["Cán bộ cấp xã", "Công chức cấp xã"]
Sheets = dict[str, dict[str, pl.DataFrame]]


def count(people: pl.DataFrame, column: str, **only: object) -> dict[str, int]:
    rows = people.group_by(column).len().rows()
    return {str(label): number for label, number in rows}


def test_the_city_has_140408_people_in_three_printed_parts(people: pl.DataFrame) -> None:
    staff = count(people, "Loại")
    assert len(people) == 140_408
    assert staff["Công chức"] == 7_194
    assert staff["Cán bộ cấp xã"] + staff["Công chức cấp xã"] == 12_053
    assert staff["Viên chức"] == 121_161


def test_degrees_of_civil_servants_are_the_printed_ones(people: pl.DataFrame) -> None:
    degrees = count(people.filter(pl.col("Loại") == "Công chức"), "Trình độ")
    assert degrees["Tiến sĩ"] == 42
    assert degrees["Thạc sĩ"] == 2_405
    assert degrees["Đại học"] == 4_510
    assert degrees["Cao đẳng"] + degrees["Trung cấp"] == 237
    assert sum(degrees.values()) == 7_194


def test_degrees_of_commune_staff_are_the_printed_ones(people: pl.DataFrame) -> None:
    degrees = count(people.filter(pl.col("Loại").is_in(COMMUNE)), "Trình độ")
    assert degrees["Tiến sĩ"] == 7
    assert degrees["Thạc sĩ"] == 922
    assert degrees["Đại học"] == 7_852
    assert degrees["Cao đẳng"] + degrees["Trung cấp"] + degrees["Sơ cấp"] == 3_272


def test_degrees_of_public_employees_are_the_printed_ones(people: pl.DataFrame) -> None:
    degrees = count(people.filter(pl.col("Loại") == "Viên chức"), "Trình độ")
    assert degrees["Tiến sĩ"] == 333
    assert degrees["Chuyên khoa II"] == 268
    assert degrees["Thạc sĩ"] == 8_740
    assert degrees["Chuyên khoa I"] == 938
    assert degrees["Đại học"] == 69_816
    assert degrees["Cao đẳng"] + degrees["Trung cấp"] + degrees["Sơ cấp"] == 41_066


def test_grades_of_civil_servants_are_the_printed_ones(people: pl.DataFrame) -> None:
    assert count(people.filter(pl.col("Loại") == "Công chức"), "Ngạch") == {
        "Chuyên viên cao cấp và tương đương": 29,
        "Chuyên viên chính và tương đương": 964,
        "Chuyên viên và tương đương": 5_755,
        "Chuyên viên cao đẳng và tương đương": 72,
        "Cán sự và tương đương": 323,
        "Nhân viên": 51,
    }


def test_title_classes_are_the_printed_ones_and_8878_have_none(people: pl.DataFrame) -> None:
    assert count(people.filter(pl.col("Loại") == "Viên chức"), "Hạng CDNN") == {
        "Hạng I": 735,
        "Hạng II": 12_383,
        "Hạng III": 44_085,
        "Hạng IV": 55_080,
        "Chưa xếp hạng": 8_878,
    }


def test_units_are_as_many_as_printed(sheets: Sheets) -> None:
    units = sheets["don-vi.xlsx"]["Đơn vị"]
    types = count(units, "Loại đơn vị")
    kinds = count(units, "Phân loại")
    assert types["Sở và cơ quan tương đương"] == 23
    assert types["UBND quận, huyện, thị xã"] == 30
    assert types["UBND phường, xã, thị trấn"] == 579
    assert (kinds["Quận"], kinds["Huyện"], kinds["Thị xã"]) == (12, 17, 1)
    assert (kinds["Phường"], kinds["Xã"], kinds["Thị trấn"]) == (175, 383, 21)
    assert units["Mã đơn vị"].n_unique() == len(units) == 3_266 + 1


def test_service_units_stand_where_the_document_says(whole: City) -> None:
    types = whole.units.select(parent="code", parent_type="type")
    services = whole.units.filter(pl.col("type") == "service_unit").join(types, on="parent")
    assert count(services, "parent_type") == {"city": 26, "department": 303, "district": 2_305}


def test_five_rural_districts_are_planned_to_become_urban(sheets: Sheets) -> None:
    units = sheets["don-vi.xlsx"]["Đơn vị"]
    planned = units.filter(pl.col("Có kế hoạch thành quận") == "Có")["Tên đơn vị"]
    assert set(planned) == {
        "UBND huyện Đông Anh",
        "UBND huyện Gia Lâm",
        "UBND huyện Thanh Trì",
        "UBND huyện Hoài Đức",
        "UBND huyện Đan Phượng",
    }
    assert count(units, "Có kế hoạch thành quận")["Không"] == 12


def test_every_unit_has_people(whole: City) -> None:
    staffed = set(whole.people["unit"])
    assert set(whole.units["code"]) - staffed == {"HN"}


def test_773_person_turns_of_postgraduate_study_are_in_the_history(whole: City) -> None:
    """Phần I, mục I.2.2: 188 civil servants (12 + 176, 10 abroad), 585 others (98 + 487, 22)."""
    turns = whole.turns.filter(pl.col("scheme") == "Quyết định 3381/QĐ-UBND")
    turns = turns.join(whole.people.select("code", "staff"), on="code")
    told = turns.group_by("staff", "programme", "place").len().rows()
    assert {tuple(row[:3]): row[3] for row in told} == {
        ("civil_servant", "Đào tạo tiến sĩ", "domestic"): 12,
        ("civil_servant", "Đào tạo thạc sĩ", "domestic"): 166,
        ("civil_servant", "Đào tạo thạc sĩ", "abroad"): 10,
        ("public_employee", "Đào tạo tiến sĩ", "domestic"): 92,
        ("public_employee", "Đào tạo tiến sĩ", "abroad"): 6,
        ("public_employee", "Đào tạo thạc sĩ", "domestic"): 471,
        ("public_employee", "Đào tạo thạc sĩ", "abroad"): 16,
    }
