"""Posts an act carried, of two records that turn out to be one person's.

An act is undone by its carried posts: the one that was taken goes, the one that was left goes on.
After a merger of records that must still be so, piece by piece of what is left of either post.
"""

from collections.abc import Iterable, Sequence

from hientai.people.domain.merging import Row, Tail
from hientai.people.domain.spans import Held, held_in
from hientai.shared.words import N_


def follow(carried: Sequence[Row], before: Sequence[Row], after: Sequence[Row]) -> list[Row]:
    """How carried posts stand over the posts of one record.

    Every piece left of a post that was taken was taken; where it no longer begins as another post
    ends it counts as one that moved whole. Told twice, an act carried it once.
    """
    posts = {row["id"]: row for row in before}
    standing: dict[tuple[int, int], Row] = {}
    for row in carried:
        left = _pieces(posts.get(row["left_id"]), after)
        for taken in _pieces(posts.get(row["taken_id"]), after):
            found = row | {"left_id": _ending(left, taken), "taken_id": taken["id"]}
            if found["taken_id"] != row["taken_id"]:
                found["id"] = None
            key = (row["reform_id"], taken["id"])
            standing[key] = max(standing.get(key, found), found, key=_worth)
    return list(standing.values())


def _worth(row: Row) -> tuple[bool, bool]:
    """Of two rows that say one thing: the one that knows what was left, then the one that stood."""
    return row["left_id"] is not None, row["id"] is not None


def _ending(left: Iterable[Row], taken: Row) -> int | None:
    """The piece that ends as another begins."""
    since = _span(taken).since
    return next((row["id"] for row in left if _span(row).until == since), None)


def _pieces(post: Row | None, after: Iterable[Row]) -> list[Row]:
    """What is left of a post: rows that say the same of a time within its time."""
    if post is None:
        return []
    whole, told = _span(post), _told(post)
    return [
        row
        for row in after
        if _told(row) == told
        and whole.since <= _span(row).since
        and _span(row).until <= whole.until
    ]


def _told(post: Row) -> Row:
    return {key: post[key] for key in post if key not in ("id", "person_id", "period")}


def _span(post: Row) -> Held:
    return held_in(post["period"])


CARRIED = Tail(
    "reforms_carriedpost",
    N_("Vị trí chuyển theo đợt sắp xếp"),
    "people_post",
    ("left_id", "taken_id"),
    follow,
)
