"""The folder tree is the map: rooms stand in the contracts, relations and links point down (A1)."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import get_resolver

from tests.architecture.rooms import SOURCE, contracts, on_disk, room_of, stack

NO_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "tools"}
WITHOUT_DOORS = {"site", "webkit", "rules", "shared"}
LINK = re.compile(r"""{%\s*url\s+["'](?P<room>\w+):""")
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))
MODELS = [m for m in apps.get_models() if m.__module__.startswith("hientai.")]


def height(room: str) -> int:
    """How high a room stands: 0 is the ground."""
    return len(stack()) - stack().index(room)


def test_every_room_stands_in_the_stack() -> None:
    assert on_disk() == sorted(stack())


def test_every_room_keeps_the_order_inside_a_room() -> None:
    inside = next(c for c in contracts() if "(urls)" in c.get("layers", []))
    kept = {container.removeprefix("hientai.") for container in inside["containers"]}
    assert kept == set(stack()) - WITHOUT_DOORS


@pytest.mark.parametrize("model", MODELS, ids=[m.__name__ for m in MODELS])
def test_relations_point_down_the_stack(model: type) -> None:
    own = model.__module__.split(".")[1]
    for field in model._meta.get_fields():
        target = field.related_model if field.concrete and field.is_relation else None
        if target is None or not target.__module__.startswith("hientai."):
            continue
        other = target.__module__.split(".")[1]
        assert height(other) <= height(own), f"{model.__name__}.{field.name} points up to {other}"


@pytest.mark.parametrize("path", TEMPLATES, ids=[str(p.relative_to(SOURCE)) for p in TEMPLATES])
def test_links_of_templates_point_down_the_stack(path: Path) -> None:
    own = room_of(path)
    for link in LINK.finditer(path.read_text(encoding="utf-8")):
        other = link["room"]
        assert other in get_resolver().namespace_dict, f"{path.name} links to nothing: {other}"
        assert height(other) <= height(own), f"{path.name} links up to {other}"


def test_no_file_has_a_name_that_says_nothing() -> None:
    nameless = [path for path in SOURCE.rglob("*.py") if path.stem in NO_NAMES]
    assert not nameless


def test_every_thing_that_is_kept_stands_in_the_glossary() -> None:
    """Whoever reads the code finds the term of the field for each table."""
    told = (SOURCE.parents[1] / "docs" / "glossary.md").read_text(encoding="utf-8")
    names = {model.__name__ for model in MODELS}
    assert {name for name in names if not re.search(rf"\b{name}\b", told)} == set()
