"""A4: the OpenAPI document says what the API does, found out by cases made from it.

Schemathesis makes requests that keep to the document and requests that break it; each answer has
to be of a status, a content type and a shape that the document names, none a fault of ours.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import count

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from ninja import Schema
from schemathesis.config import SchemathesisConfig
from schemathesis.generation.meta import TestPhase

from hientai.site import api
from hientai.site.wsgi import application
from tests.api.programs import Program

pytestmark = pytest.mark.django_db

CONFIG = {
    "generation": {"max-examples": 4, "deterministic": True, "allow-x00": True},
    "phases": {"coverage": {"unexpected-methods": ["DELETE", "PUT"]}},
    # What keeps to the document may still be refused in words (a code of no unit, a state that
    # stands against it): that is 404 or 422.
    "checks": {
        "positive_data_acceptance": {"expected-statuses": ["2xx", "401", "403", "404", "422"]},
    },
}

# Of the values at the edges of what the document says, which are very many, each third is asked.
THIRD = 3
told: dict[str, Iterator[int]] = defaultdict(count)

schemathesis.openapi.format(
    "date", st.dates(date(1945, 9, 2), date(2099, 12, 31)).map(date.isoformat)
)
schema = schemathesis.openapi.from_dict(api.document(), config=SchemathesisConfig.from_dict(CONFIG))
schema.app = application


@pytest.fixture(autouse=True)
def unhurried(settings) -> Iterator[None]:  # noqa: F811  pytest's own, of Django
    """So many requests in a minute are made by a test alone, and all in one transaction."""
    settings.HIENTAI_API_LIMITS = (10**9, 10**9)
    for moment in (request_started, request_finished):
        moment.disconnect(close_old_connections)
    yield
    for moment in (request_started, request_finished):
        moment.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=4,
    derandomize=True,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_the_api_does_what_its_document_says(case, programs: dict[str, Program]) -> None:
    if case.meta.phase.name == TestPhase.COVERAGE and next(told[case.operation.label]) % THIRD:
        return
    with transaction.atomic():
        case.call_and_validate(headers={"Authorization": f"Bearer {programs['owner'].word}"})
        transaction.set_rollback(True)


def test_no_two_shapes_have_one_name() -> None:
    """The document names shapes by their classes: a second one would stand for the first."""
    own = {shape for shape in kinds_of(Schema) if ".api" in shape.__module__}
    own = {shape for shape in own if shape.__module__.startswith("hientai.")}
    own = {shape for shape in own if "[" not in shape.__name__}
    assert len({shape.__name__ for shape in own}) == len(own) > 50


def kinds_of(shape: type) -> Iterator[type]:
    """The shapes that are made from one."""
    for kind in shape.__subclasses__():
        yield kind
        yield from kinds_of(kind)
