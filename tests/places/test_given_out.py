"""Pure: places go in the order asked, never more than there are, to nobody twice."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from hientai.places.domain.holding import Room, Wanted, Wish, given_out, meet

FIRST = date(2024, 9, 2)


@st.composite
def wishes(draw: st.DrawFn) -> list[Wish]:
    """Wishes of a few people for two quotas, an allotment of the first, a class."""
    made = []
    for _at in range(draw(st.integers(0, 25))):
        start = FIRST + timedelta(days=draw(st.integers(0, 20)))
        last = draw(
            st.one_of(st.none(), st.integers(0, 9).map(lambda n, s=start: s + timedelta(n)))
        )
        quota = draw(st.sampled_from([1, 2]))
        part = 3 if quota == 1 and draw(st.booleans()) else None
        person = draw(st.integers(1, 8))
        wanted = Wanted(person, 1, start, last, exclusive=draw(st.booleans()))
        made.append(Wish(wanted, quota, part, draw(st.sampled_from([None, 4]))))
    return made


@st.composite
def pools(draw: st.DrawFn) -> dict[int, Room]:
    """Their pools: those of the allotment are promised of the first quota."""
    part = draw(st.integers(0, 4))
    first = draw(st.integers(0, 8))
    return {
        1: Room(1, "quota", "A.1.1", first, 0, stated=first, promised=part),
        2: Room(2, "quota", "A.1.2", draw(st.one_of(st.none(), st.integers(0, 5))), 0),
        3: Room(3, "allotment", "STC", part, 0),
        4: Room(4, "class", "Khóa 1", draw(st.integers(0, 9)), 0),
    }


@settings(max_examples=300)
@given(wishes(), pools())
def test_no_pool_gives_more_than_it_has_and_nobody_sits_twice(asked, rooms) -> None:
    answers = given_out(asked, rooms)
    got = [wish for wish, no in zip(asked, answers, strict=True) if no is None]
    for key, room in rooms.items():
        taken = sum(key in wish.pools for wish in got)
        assert room.places is None or taken <= room.places
    beside = sum(wish.quota == 1 and wish.allotment is None for wish in got)
    assert beside <= max(0, rooms[1].places - rooms[3].places)
    for at, one in enumerate(got):
        for other in got[:at]:
            if one.wanted.person_id == other.wanted.person_id:
                assert one.quota != other.quota
                both = one.wanted.exclusive and other.wanted.exclusive
                assert not (both and meet(one.wanted, other.wanted))


@settings(max_examples=150)
@given(wishes(), pools())
def test_who_is_told_that_it_is_full_could_not_have_had_a_place(asked, rooms) -> None:
    """A refusal for want of places names a pool whose places the earlier ones took."""
    answers = given_out(asked, rooms)
    for at, no in enumerate(answers):
        if no is None or no.full is None:
            continue
        before = [w for w, a in zip(asked[:at], answers[:at], strict=True) if a is None]
        pool = no.full.id
        used = sum(pool in wish.pools for wish in before)
        kept = rooms[3].places - sum(wish.allotment == 3 for wish in before)
        promised = kept if pool == 1 and asked[at].allotment is None else 0
        assert used >= rooms[pool].places - promised
