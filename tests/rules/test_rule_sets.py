"""The rules of a decree are data: read whole, or refused by the name of the file (L1, L7)."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from hientai.rules import decrees
from hientai.rules.decrees import postgraduate_conditions
from hientai.rules.decrees.rule_sets import RULE_SETS, About, RuleSet
from hientai.rules.engine import Stage

FOLDER = Path(decrees.__file__).parent / "nd171"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("asks: two_good_years", "asks: three_good_years"),
        ("asks: two_good_years", "note: chưa rõ"),
        ("asks: two_good_years", "asks: two_good_years\n    proves: xếp loại tốt"),
        ("about: [postgraduate]", "about: [promotion]"),
        ("about: [postgraduate]", "about: []"),
        ("title: Xếp loại hai năm liền kề", 'title: " "'),
        ("title: Xếp loại hai năm liền kề", "titel: Xếp loại hai năm liền kề"),
        ("since: 2025-07-01", "until: 2025-07-01"),
    ],
)
def test_a_rule_with_a_fault_is_refused_by_the_name_of_its_file(
    tmp_path: Path, right: str, wrong: str
) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    file = tmp_path / "rules.yaml"
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=r"rules\.yaml"):
        RuleSet.read(tmp_path)


def test_what_is_to_be_proved_names_the_number_of_the_day() -> None:
    commitment = next(r for r in RULE_SETS["nd171"].rules if r.code == "nd171.commitment")
    condition = commitment.on(date(2025, 7, 1))
    assert condition.stage is Stage.APPLICATION
    assert "ít nhất gấp 3 lần thời gian đào tạo" in condition.limit.text


def test_a_short_and_a_long_course_abroad_differ_in_the_age_left_only() -> None:
    short, long = (
        {rule.code for rule in RULE_SETS["nd101"].about(what)}
        for what in (About.ABROAD_SHORT, About.ABROAD_LONG)
    )
    assert short ^ long == {"nd101.abroad_left_short", "nd101.abroad_left_long"}


def test_proofs_that_two_decrees_ask_say_whose_each_is() -> None:
    """N2: the same words of two decrees are told apart by the decree and the people."""
    titles = {c.code: c.title for c in postgraduate_conditions(date(2025, 7, 1))}
    same = "Cam kết phục vụ sau đào tạo"
    assert titles["nd171.commitment"] == (
        f"{same} (NĐ 171/2025/NĐ-CP, đối với công chức, công chức cấp xã)"
    )
    assert titles["nd101.commitment"] == (
        f"{same} (NĐ 101/2017/NĐ-CP, đối với cán bộ, cán bộ cấp xã, viên chức)"
    )
    assert titles["nd101.service"] == "Thời gian công tác"


def test_one_decree_for_all_needs_no_such_words() -> None:
    titles = {c.code: c.title for c in postgraduate_conditions(date(2025, 6, 30))}
    assert titles["nd101.commitment"] == "Cam kết phục vụ sau đào tạo"
