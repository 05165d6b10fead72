"""A2: the whole trace of a thing is one page, for who answers for the unit that keeps it."""

from datetime import date

from django.utils.html import strip_tags

from hientai.accounts.services import operator_scope
from hientai.nominations import services as nominations
from hientai.nominations.models import Nomination
from hientai.organisations.services import rename_unit
from hientai.places.queries.divisions import ready_units
from hientai.places.services import dividing
from hientai.programmes.models import Programme, Topic
from hientai.schemes.models import Scheme
from hientai.training.queries.readings import reading
from tests.journeys.city import official, programmes_stand, user
from tests.upkeep.conftest import TODAY, Scene


def text(page) -> str:
    return " ".join(
        strip_tags(page.content.decode().replace("<", " <")).replace("\u00a0", " ").split()
    )


def test_the_trace_of_a_list_tells_its_terms_its_people_and_who_changed_what(scene: Scene) -> None:
    with operator_scope():
        late = official(scene.city.finance, "HN-000010", "Hoàng Thị Lan", "division_deputy",
                        date(1985, 2, 1))  # fmt: skip
        terms = nominations.Terms(
            scheme="hanoi-1698", item="A.1.1", title="Khóa tháng 7",
            starts_on=date(2024, 7, 1), ends_on=date(2024, 7, 5),
        )  # fmt: skip
        held = nominations.open_list(actor=None, unit=scene.city.finance, terms=terms, on=TODAY)
        nominations.nominate(
            actor=None, nomination_list=held, people=[scene.city.head.pk, late.pk], on=TODAY
        )
    row = Nomination.objects.filter(person=late).values_list("pk", flat=True)
    with operator_scope():
        keys = list(row)
    officer = scene.clients["officer"]
    officer.post(f"/de-cu/{held.pk}/bot/", {"dong": keys, "ly-do": "đi công tác"})
    here = f"/ho-so/nhat-ky/de-cu/{held.pk}/"
    assert here in officer.get(f"/de-cu/{held.pk}/").content.decode()
    page = text(officer.get(here))
    assert "trạng thái Người được đề cử · Hoàng Thị Lan đang lập đã rút đi công tác" in page
    assert scene.city.officer.name in page and "tên danh sách: Khóa tháng 7" in page
    assert "Người được đề cử · Trần Quốc Bình" in page and "nominations_" not in page
    officer.post("/ngon-ngu/", {"language": "en"})
    assert "state People put forward · Hoàng Thị Lan" in text(officer.get(here))
    with operator_scope():
        beside = user("yte", "Lê Văn Yên", "unit_officer", scene.city.health)
    stranger = type(officer)()
    stranger.force_login(beside, backend="django.contrib.auth.backends.ModelBackend")
    for other in (stranger, scene.clients["viewer"], scene.clients["person"]):
        assert other.get(here).status_code == 404
    assert officer.get("/ho-so/nhat-ky/khac/1/").status_code == 404


def test_what_was_removed_from_a_programme_stays_in_its_trace(scene: Scene) -> None:
    """Programmes are open to all who signed in; their trace only to who keeps them."""
    with operator_scope():
        programmes_stand(scene.city)
        made = Programme.objects.get(unit=scene.city.finance)
        draft = made.versions.create(number=2, state="draft")
        module = draft.modules.create(number=1, title="Hợp phần thêm")
        Topic.objects.create(version=draft, module=module, number=1, title="Chuyên đề bỏ đi")
    with operator_scope():
        Topic.objects.filter(version=draft).delete()
    here = f"/ho-so/nhat-ky/chuong-trinh/{made.pk}/"
    page = text(scene.clients["officer"].get(here))
    assert "bỏ đi Chuyên đề · Chuyên đề bỏ đi" in page and "Thành viên hội đồng" in page
    assert scene.clients["viewer"].get(here).status_code == 404


def test_the_trace_of_a_unit_a_scheme_and_a_division_is_for_who_answers_for_them(
    scene: Scene,
) -> None:
    with operator_scope():
        rename_unit(
            actor=None, unit=scene.city.finance, name="Sở Tài chính mới", on=TODAY, ground="QĐ 9"
        )
        scheme = Scheme.objects.get(slug="hanoi-1698")
        version = scheme.versions.latest("number")
        terms = dividing.Terms(
            "Giao chỗ A.1.1", 5, "hand", TODAY, date(2024, 6, 30), date(2024, 9, 30), "KH 45"
        )
        ready = ready_units(reading(version, TODAY), "A.1.1", [scene.city.finance.code])
        made = dividing.propose(
            actor=None, version=version, item="A.1.1", terms=terms, units=ready, on=TODAY
        )
        said = {scene.city.finance.code: dividing.Numbers(4)}
        dividing.write_parts(actor=None, division=made, numbers=said, on=TODAY)
    owner, officer, viewer = (scene.clients[who] for who in ("owner", "officer", "viewer"))
    told = {
        f"don-vi/{scene.city.finance.pk}/": (
            f"/don-vi/{scene.city.finance.code}/",
            "tên đơn vị: Sở Tài chính mới",
            [owner, officer],
        ),
        f"de-an/{scheme.pk}/": ("/de-an/hanoi-1698/", "Phiên bản", [owner]),
        f"giao-cho/{made.pk}/": (f"/cho/dot/{made.pk}/", "được giao", [owner]),
    }
    for address, (page, words, readers) in told.items():
        here = f"/ho-so/nhat-ky/{address}"
        assert here in owner.get(page).content.decode()
        for client in (owner, officer, viewer):
            answer = client.get(here)
            assert answer.status_code == (200 if client in readers else 404), (here, client)
        assert words in text(owner.get(here))
    assert "đơn vị cấp trên: HN" in text(officer.get("/ho-so/nhat-ky/" + next(iter(told))))
