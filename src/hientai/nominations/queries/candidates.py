"""Who could be put on a list: the screened people of its unit who are not on it."""

from datetime import date

import polars as pl

from hientai.nominations.domain.states import LIVE
from hientai.nominations.models import Nomination, NominationList
from hientai.organisations.models import Unit
from hientai.organisations.queries import subtree_ids
from hientai.schemes.queries import scheme
from hientai.screening.domain.screening import Part
from hientai.screening.queries.listings import Rows, people_of_quota
from hientai.training.queries.readings import reading


def candidates(nomination_list: NominationList, on: date) -> Rows:
    """The people who may go by the screening of the day, of the list's unit and under it, those
    with the highest priority first; see `screening.queries.listings` for the columns."""
    asked = reading(scheme(nomination_list.scheme.slug, on), on)
    own = Unit.objects.filter(pk__in=subtree_ids(nomination_list.unit_id, on))
    there = Nomination.objects.filter(list=nomination_list.pk, state__in=LIVE)
    codes = pl.Series(list(own.values_list("code", flat=True)), dtype=pl.String)
    known = pl.Series(list(there.values_list("person_id", flat=True)), dtype=pl.Int64)
    free = (
        (pl.col("part") == Part.ELIGIBLE.value)
        & pl.col("unit_code").is_in(codes.implode())
        & ~pl.col("person_id").is_in(known.implode())
    )
    return people_of_quota(asked, nomination_list.item_id).where(free)
