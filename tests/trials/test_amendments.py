"""What an amendment would do to the groups is told before it is accepted (S6)."""

import pytest

from hientai.trials.queries.amendments import tried
from tests.ended import END, TARGET, carry_on

pytestmark = pytest.mark.django_db


def test_what_an_amendment_would_do_is_told_before_it_is_accepted(districts, put, ask) -> None:
    put("C1", "X-HAIBOI", category="commune_cadre", title="commune_chair")
    before = ask(END)
    carry_on("continues", END, title=["commune_chair"], unit_type=["commune"])
    [group] = [one for one in tried(before, ask(END)).groups if one.group_id == TARGET]
    assert (group.before, group.after) == (5, 3)
    assert [row["code"] for row in group.coming] == ["C1"]
    assert sorted(row["code"] for row in group.leaving) == ["D1", "D2", "D3"]
