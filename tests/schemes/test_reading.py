"""A pack with an error is refused with file, line, item and remedy (S1, S2)."""

import pytest

from hientai.schemes.domain.checks import checked
from hientai.schemes.domain.reading import PackRefused, parse, read_pack
from hientai.schemes.services import PACKS


def files(**changed: tuple[str, str]) -> dict[str, str]:
    """The files of a good pack, each change a (before, after) pair in one file."""
    texts = {f.stem: f.read_text("utf-8") for f in (PACKS / "hanoi-1698").glob("*.yaml")}
    for name, (before, after) in changed.items():
        assert before in texts[name]
        texts[name] = texts[name].replace(before, after, 1)
    return texts


def refusal(texts: dict[str, str]) -> PackRefused:
    with pytest.raises(PackRefused) as caught:
        checked(read_pack(texts))
    return caught.value


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_a_misspelt_key_names_file_line_item_and_the_likely_key():
    texts = files(quotas=("  places: 60\n", "  place_s: 60\n"))
    problem = next(p for p in refusal(texts).problems if "place_s" in p.what)
    assert (problem.file, problem.item) == ("quotas.yaml", "A.1.2")
    assert problem.line == line_of(texts["quotas"], "place_s")
    assert "places" in problem.remedy


def test_a_missing_key_points_at_its_item():
    texts = files(quotas=("  group: A.1.2\n", ""))
    [problem] = refusal(texts).problems
    assert problem.line == line_of(texts["quotas"], "- id: A.1.2")
    assert (problem.item, problem.what) == ("A.1.2", "thiếu mục “group”")


def test_a_number_with_dots_is_no_number_of_places():
    [problem] = refusal(files(quotas=("places: 3000", "places: 3.000.000"))).problems
    assert (problem.item, problem.remedy) == (
        "C.1",
        "cần một số nguyên, không có dấu chấm ngăn cách",
    )


def test_an_unknown_code_is_refused_and_the_nearest_offered():
    texts = files(groups=("field: [finance_planning]", "field: [finance_planing]"))
    [problem] = refusal(texts).problems
    assert problem.line == line_of(texts["groups"], "- field: [finance_planing]")
    assert "finance_planning" in problem.what


def test_a_statement_that_says_two_things_is_refused():
    texts = files(
        groups=(
            "        category: [civil_servant]\n",
            "        category: [cadre]\n        bloc: [state]\n",
        )
    )
    [problem] = refusal(texts).problems
    assert "đúng một điều" in problem.what


def test_a_key_written_twice_is_refused_at_its_second_line():
    texts = files(quotas=("  places: 60\n", "  places: 60\n  places: 70\n"))
    [problem] = refusal(texts).problems
    assert problem.line == line_of(texts["quotas"], "  places: 70")
    assert problem.what == "mục “places” ghi hai lần"


def test_text_that_is_no_yaml_is_refused_with_its_line():
    with pytest.raises(PackRefused) as caught:
        parse("groups.yaml", "- id: A\n  title: [không đóng\n- id: B\n")
    assert caught.value.problems[0].file == "groups.yaml"
    assert caught.value.problems[0].line >= 2


@pytest.mark.parametrize("written", ["2022-13-45", "!!int abc", "!khac 1"])
def test_a_value_that_cannot_be_is_refused_at_its_line(written: str):
    texts = files(scheme=("effective_from: 2022-05-19", f"effective_from: {written}"))
    [problem] = refusal(texts).problems
    assert (problem.file, problem.line) == (
        "scheme.yaml",
        line_of(texts["scheme"], "effective_from"),
    )
    assert problem.remedy


def test_a_missing_file_is_named():
    texts = files()
    del texts["tasks"]
    [problem] = refusal(texts).problems
    assert (problem.file, problem.what) == ("tasks.yaml", "thiếu tệp này")


def test_degrees_that_do_not_add_up_to_the_places_are_refused():
    [problem] = refusal(files(quotas=("doctor: 5", "doctor: 6"))).problems
    assert problem.item == "D.1"
    assert "31" in problem.what
    assert "30" in problem.what


@pytest.mark.parametrize(
    ("name", "change", "item", "words"),
    [
        ("quotas", ("group: A.1.1", "group: A.9.9"), "A.1.1", "nhóm “A.9.9” không có"),
        ("targets", ("counts: [A.1.1]", "counts: [A.9.9]"), "2.1.a.1", "chỉ tiêu “A.9.9” không có"),
        ("targets", ("phase: GD1", "phase: GD9"), "2.1.a.1", "giai đoạn “GD9” không có"),
        ("groups", ("also: [scope]", "also: [scop]"), "A.1.1", "nhóm “scop” không có"),
        ("groups", ("unit_code: [SKHCN]", "unit_code: [SXYZ]"), "unit", "đơn vị “SXYZ”"),
        ("tasks", ("lead: [SNV]", "lead: [SNX]"), "V.2.1.1", "đơn vị “SNX”"),
        ("conditions", ('quotas: ["A.2.*"]', 'quotas: ["E.2.*"]'), "", "không chỉ tiêu nào khớp"),
        ("quotas", ("- id: A.1.2", "- id: A.1.1"), "A.1.1", "mã “A.1.1” đã dùng"),
    ],
)
def test_a_name_that_leads_nowhere_is_refused(
    name: str, change: tuple[str, str], item: str, words: str
):
    found = [p for p in refusal(files(**{name: change})).problems if words in p.what]
    assert found
    assert found[0].file == f"{name}.yaml"
    assert found[0].item == item
    assert found[0].remedy


def test_groups_that_name_each_other_in_a_circle_are_refused():
    texts = files(groups=("member_of:", "member_of:"))
    texts["groups"] = texts["groups"].replace("  also: [scope]\n", "  also: [A.1.2]\n", 1)
    texts["groups"] = texts["groups"].replace("  also: [scope]\n", "  also: [A.1.1]\n", 1)
    assert any("vòng quanh" in problem.what for problem in refusal(texts).problems)


def test_a_quota_that_no_row_judges_for_membership_is_refused():
    texts = files(
        conditions=('quotas: ["A.*", "B.*", "C.*", "D.*"]', 'quotas: ["A.*", "B.*", "C.*"]')
    )
    items = {problem.item for problem in refusal(texts).problems}
    assert items == {"D.1", "D.2"}


def test_the_refusal_of_several_errors_counts_them():
    texts = files(quotas=("places: 60", "places: x"), targets=("percent: 20", "percent: 120"))
    refused = refusal(texts)
    assert [problem.file for problem in refused.problems] == ["targets.yaml", "quotas.yaml"]
    assert "2 lỗi" in str(refused)
