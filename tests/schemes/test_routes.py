"""Routes of approval ship in the packs, each with its clause, and are put dated (N1, S1)."""

from datetime import date

import pytest
from django.db import connection

from hientai.approvals import queries as reads
from hientai.approvals.models import Route
from hientai.schemes.domain.checks import checked
from hientai.schemes.domain.continuation import Act
from hientai.schemes.domain.differences import differences
from hientai.schemes.domain.pack import Pack
from hientai.schemes.domain.reading import PackRefused, read_pack
from hientai.schemes.models import SchemeItem
from hientai.schemes.services import PACKS, accept, load_pack, propose, withdraw
from tests.city import founded, units  # noqa: F401  fixtures

DAY = date(2024, 6, 1)
LATER = date(2025, 7, 1)
LATER_FILES = ("routes", "english")


def files(slug: str = "hanoi-1698") -> dict[str, str]:
    return {f.stem: f.read_text("utf-8") for f in (PACKS / slug).glob("*.yaml")}


def pack(**routes: tuple[str, str]) -> Pack:
    texts = files()
    for before, after in routes.values():
        assert before in texts["routes"]
        texts["routes"] = texts["routes"].replace(before, after, 1)
    return checked(read_pack(texts))


def refused(before: str, after: str) -> list[tuple[int, str, str]]:
    texts = files()
    assert before in texts["routes"]
    texts["routes"] = texts["routes"].replace(before, after, 1)
    with pytest.raises(PackRefused) as caught:
        checked(read_pack(texts))
    return [(p.line, p.item, p.what) for p in caught.value.problems]


@pytest.mark.parametrize("slug", ["hanoi-1698", "quangnam-7328"])
def test_every_route_has_a_clause_and_every_name_its_english(slug: str) -> None:
    held = checked(read_pack(files(slug)))
    told = held.told_in("en")
    for ours, theirs in zip(held.routes, told.routes, strict=True):
        assert ours.clause and theirs.title != ours.title
        pairs = zip(ours.steps, theirs.steps, strict=True)
        assert all(new.title != old.title for old, new in pairs)


def test_a_unit_that_the_pack_does_not_name_is_refused_with_line_and_item() -> None:
    [(line, item, what)] = refused("unit: SNV", "unit: SNVX")
    text = files()["routes"].replace("unit: SNV", "unit: SNVX", 1)
    assert item == "TT.2" and "SNVX" in what
    assert text.splitlines()[line - 1].strip().startswith("- title: Sở Nội vụ")


@pytest.mark.parametrize(
    ("before", "after", "item", "what"),
    [
        ("quotas: [D.*]", "quotas: [D.*, Z.9]", "TT.2", "Z.9"),
        ("      whose: submitter", "      whose: everybody", "TT.1", "everybody"),
        ("      days: 5", "      days: 0", "TT.1", "days"),
        ("      unit: SNV\n", "", "TT.2", "whose: unit"),
        ("blocs: [party, mass]", "blocs: [parti]", "TT.3", "parti"),
        ("  clause: Phần II, mục IV.4; mục V.2.4, gạch đầu dòng 1\n", "", "TT.1", "clause"),
    ],
)
def test_a_mistake_names_its_item(before: str, after: str, item: str, what: str) -> None:
    found = refused(before, after)
    assert (item, True) in [(one, what in text) for _line, one, text in found]


def test_a_quota_without_a_route_for_everybody_is_refused() -> None:
    found = refused("quotas: [A.*, B.*, C.*]", "quotas: [A.*, B.*]")
    assert {item for _line, item, _what in found} == {"C.1", "C.2", "C.3", "C.4"}


def test_two_routes_for_the_same_people_are_refused() -> None:
    [(_line, item, what)] = refused("  managed: true\n", "  blocs: [mass, party]\n")
    assert item == "TT.4" and "đã có trình tự khác" in what


def test_a_change_of_a_route_stands_in_the_difference_of_versions() -> None:
    changed = pack(days=("      days: 10", "      days: 7"))
    [change] = differences(pack(), changed)
    assert (change.kind, change.item_id) == ("route", "TT.2")


@pytest.mark.django_db
class TestPut:
    """The packs loaded over the units of a city."""

    @pytest.fixture(autouse=True)
    def loaded(self, units) -> None:  # noqa: F811
        load_pack("hanoi-1698", accepted_by="kiểm thử")

    def test_a_to_c_go_by_the_unit_and_d_through_home_affairs_to_the_city(self) -> None:
        for key in ("A.1.1", "B.2", "C.4"):
            route = reads.route_on(f"hanoi-1698/{key}", DAY)
            assert [step.place.words for step in route.stages] == ["đơn vị trình"]
            assert route.issuer.words == "đơn vị trình"
        route = reads.route_on("hanoi-1698/D.2", DAY)
        assert [step.place.unit or step.place.whose.value for step in route.stages] == [
            "submitter",
            "SNV",
            "authority",
        ]
        assert (route.issuer.whose.value, route.authority) == ("authority", "HN")

    @pytest.mark.parametrize(
        ("bloc", "managed"), [("party", None), ("mass", None), ("state", True)]
    )
    def test_party_cadres_go_through_the_organisation_commission(
        self, bloc: str, managed: bool | None
    ) -> None:
        route = reads.route_on("hanoi-1698/D.2", DAY, bloc, managed)
        assert route.stages[-1].place.unit == route.issuer.unit == "BTCTU"
        assert route.certainty == "uncertain"

    def test_they_hold_from_the_day_of_the_scheme_and_cite_it(self) -> None:
        route = reads.route_on("hanoi-1698/A.1.1", DAY)
        assert route.since == date(2022, 5, 19)
        assert route.source.startswith("1698/QĐ-UBND, Phần II, mục IV.4")
        with pytest.raises(reads.NoRouteInForce):
            reads.route_on("hanoi-1698/A.1.1", date(2022, 5, 18))

    def test_they_are_items_of_the_scheme(self) -> None:
        found = SchemeItem.objects.filter(kind="route").values_list("item_id", flat=True)
        assert list(found) == ["TT.1", "TT.2", "TT.3", "TT.4"]

    def test_loading_again_puts_nothing_twice(self) -> None:
        before = Route.objects.count()
        load_pack("hanoi-1698", accepted_by="kiểm thử")
        assert Route.objects.count() == before

    def test_an_amendment_puts_what_it_changes_from_its_day_and_taken_back_the_former_holds(
        self,
    ) -> None:
        def quicker(held: Pack) -> Pack:
            routes = tuple(
                one.model_copy(
                    update={
                        "steps": (*one.steps[:-1], one.steps[-1].model_copy(update={"days": 3}))
                    }
                )
                if one.id == "TT.2"
                else one
                for one in held.routes
                if one.id != "TT.4"
            )
            return held.model_copy(update={"routes": routes})

        act = Act(number="9/QĐ-UBND")
        made = propose(slug="hanoi-1698", change=quicker, since=LATER, act=act)
        version = accept(actor=None, proposal=made)
        key = "hanoi-1698/D.2"
        assert [reads.route_on(key, on).stages[-1].days for on in (DAY, LATER)] == [10, 3]
        assert reads.route_on(key, DAY, managed=True).issuer.unit == "BTCTU"
        assert reads.route_on(key, LATER, managed=True).issuer.unit == ""
        withdraw(actor=None, version=version, ground="Văn bản 10")
        assert reads.route_on(key, LATER).stages[-1].days == 10
        assert reads.route_on(key, LATER, managed=True).issuer.unit == "BTCTU"

    def test_a_scheme_loaded_before_packs_had_routes_is_lent_those_that_ship(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")  # nobody of the application removes a route
        Route.objects.all().delete()
        held = checked(
            read_pack({k: v for k, v in files().items() if k not in ("routes", "english")})
        )
        SchemeItem.objects.filter(kind="route").delete()
        version = SchemeItem.objects.first().version
        type(version).objects.filter(pk=version.pk).update(content=held.document(), digest="x")
        assert load_pack("hanoi-1698", accepted_by="kiểm thử").state == "differs"
        assert reads.route_on("hanoi-1698/A.1.1", DAY).issuer.words == "đơn vị trình"
