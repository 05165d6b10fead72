"""P6, C3: who decides is told of a request for correction, and the person of the answer."""

from hientai.accounts.models import User
from hientai.notices.queries import notices_of, unread_of
from hientai.upkeep.services import requests as verbs
from tests.upkeep.conftest import TODAY, Scene, Sees
from tests.upkeep.test_requests import asked


def unread(scene: Scene) -> tuple[int, int, int]:
    """How many notices the officer, the owner and the person have not read."""
    return unread_of(scene.city.officer), unread_of(scene.city.owner), unread_of(scene.person)


def told(user: User, entered: Sees) -> list[tuple[str, str, str]]:
    """What a user was told, the last first."""
    with entered(user):
        return [(n.title, n.text, n.link) for n in notices_of(user)]


def test_the_officer_nearest_to_the_person_is_told_and_then_the_person(
    scene: Scene, entered: Sees
) -> None:
    one = asked(scene, entered)
    assert unread(scene) == (1, 0, 0)
    title, text, link = told(scene.city.officer, entered)[0]
    assert (title, text) == (
        "Một đề nghị đính chính hồ sơ chờ xem xét",
        "Người đề nghị: Trần Quốc Bình.",
    )
    assert scene.clients["officer"].get(link).status_code == 200
    with entered(scene.city.officer):
        verbs.ask_back(actor=scene.city.officer, request=one, text="Số giấy khai sinh?")
    assert unread(scene) == (1, 0, 1)
    with entered(scene.person):
        verbs.reply(actor=scene.person, request=one, text="Số 12")
    with entered(scene.city.officer):
        verbs.accept(actor=scene.city.officer, request=one, ground="Số 12", on=TODAY)
    assert unread(scene) == (2, 0, 2)
    title, _text, link = told(scene.person, entered)[0]
    assert title == "Đề nghị đính chính của bạn đã có trả lời"
    assert scene.clients["person"].get(link).status_code == 200
