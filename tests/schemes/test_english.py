"""Items of a pack have English names beside the Vietnamese ones, for readers of English (S1)."""

import re

import pytest
from django.utils import translation

from hientai.schemes.domain.checks import checked
from hientai.schemes.domain.english import names_in
from hientai.schemes.domain.pack import Pack
from hientai.schemes.domain.reading import PackRefused, read_pack
from hientai.schemes.queries import document_of, pack_of, scheme
from hientai.schemes.services import PACKS, digest_of, load_pack
from hientai.shared.words import English
from tests.city import DAY, founded, units, version  # noqa: F401  fixtures

SLUGS = ["hanoi-1698", "quangnam-7328"]


def files(slug: str) -> dict[str, str]:
    return {f.stem: f.read_text("utf-8") for f in (PACKS / slug).glob("*.yaml")}


@pytest.fixture(scope="module", params=SLUGS)
def pack(request: pytest.FixtureRequest) -> Pack:
    return checked(read_pack(files(request.param)))


def test_every_group_condition_target_quota_task_and_table_has_an_english_name(pack: Pack) -> None:
    told = pack.told_in("en")
    shown = (told.groups, told.targets, told.quotas, told.minimums, told.tables, told.tasks)
    named = (*shown, told.conditions.conditions, told.conditions.questions, told.scheme.phases)
    lacking = {name for part in named for name in names_in(part) if not isinstance(name, English)}
    assert lacking == set()


def test_what_the_document_says_stays_as_it_is(pack: Pack) -> None:
    """Ids, clauses and quotations are not translated."""
    told = pack.told_in("en")
    for ours, theirs in zip(pack.targets, told.targets, strict=True):
        assert (ours.id, ours.clause, ours.quote) == (theirs.id, theirs.clause, theirs.quote)


def test_a_reader_of_vietnamese_is_shown_the_pack_with_percentages_on_one_line(pack: Pack) -> None:
    told = pack.told_in("vi").model_dump_json(exclude={"english"})
    assert re.search(r"\d %", told) is None
    assert told.replace("\N{NO-BREAK SPACE}%", " %") == pack.model_dump_json(exclude={"english"})


def test_an_english_name_of_nothing_is_refused_with_its_line() -> None:
    texts = files("hanoi-1698")
    texts["english"] += '  "Không có mục này": "Nothing"\n'
    with pytest.raises(PackRefused) as caught:
        checked(read_pack(texts))
    [problem] = caught.value.problems
    assert (problem.file, problem.line) == ("english.yaml", texts["english"].count("\n"))


def test_a_version_accepted_before_there_was_english_is_told_in_what_ships_now() -> None:
    texts = files("hanoi-1698")
    del texts["english"]
    plain = checked(read_pack(texts))
    assert plain.told_in("en").target("2.4.2").title == "Postgraduate study at home"
    assert digest_of(plain) == digest_of(checked(read_pack(files("hanoi-1698"))))


def test_a_pack_of_ones_own_without_english_stays_vietnamese() -> None:
    texts = files("hanoi-1698")
    del texts["english"]
    texts["scheme"] = texts["scheme"].replace("slug: hanoi-1698", "slug: rieng-2030")
    plain = checked(read_pack(texts))
    assert plain.told_in("en").target("2.4.2").title == "Sau đại học trong nước"


@pytest.mark.django_db
def test_an_english_reader_changes_no_document(version) -> None:  # noqa: F811
    """What is shown in English is kept in Vietnamese, and loading again finds the same pack."""
    with translation.override("en"):
        held = scheme("hanoi-1698", DAY)
        assert pack_of(held).target("2.4.2").title == "Postgraduate study at home"
        assert document_of(held).target("2.4.2").title == "Sau đại học trong nước"
        assert load_pack("hanoi-1698", accepted_by="kiểm thử").state == "same"
    assert pack_of(held).target("2.4.2").title == "Sau đại học trong nước"
