"""A2: the whole trace of a thing is one page, for who answers for the unit that keeps it."""

from datetime import date

from django.utils.html import strip_tags

from hientai.accounts.services import operator_scope
from hientai.nominations import services as nominations
from hientai.nominations.models import Nomination
from hientai.programmes.models import Programme, Topic
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
