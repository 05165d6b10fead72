"""A2: the trace is sealed in a chain, and whatever is done to it afterwards is found and named."""

from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hientai.audit import queries, services
from hientai.audit.cli import audit
from hientai.audit.domain import Fault
from hientai.audit.models import Segment

pytestmark = pytest.mark.django_db
BOOKS = ("audit_event", "audit_recordread", "audit_segment")
# Numbers of transactions: one that ended before any sealing, one that began after all of them. The
# test's own number will not do: whether it counts as under way hangs on what else the server does.
BEFORE, AFTER = 3, 10**12


def run(sql: str, *words: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, words)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def master(db: None) -> Iterator[None]:
    """Somebody with all rights over the tables has switched off what protects them."""
    for book in BOOKS:
        run(f"ALTER TABLE {book} DISABLE TRIGGER USER")
    yield


def written(first: int, last: int, number: int = AFTER) -> None:
    """Lines of the trace as a transaction of this number leaves them."""
    run(
        "INSERT INTO audit_event (id, transaction, actor_label, ground, table_name, row_id,"
        " operation, before, after) SELECT i, %s, 'Lê Thị Lan', 'QĐ 12',"
        """ 'people_person', i, 'U', '{"sex": null}', '{"sex": "female"}'"""
        " FROM generate_series(%s::int, %s::int) i",
        number,
        first,
        last,
    )


@pytest.fixture
def chain(master: None) -> None:
    """Four segments: lines 101–110, 111–120 and 131–140 of the trace, and two openings."""
    for first in (101, 111, 131):
        written(first, first + 9)
        services.seal()
    run(
        "INSERT INTO audit_recordread (id, at, transaction, actor_label, person_id, purpose)"
        " VALUES (1, now(), txid_current(), 'Lê Thị Lan', 7, ''),"
        " (2, now(), txid_current(), 'Lê Thị Lan', 8, '')"
    )
    services.seal()


def told() -> list[tuple]:
    """What a check of the chain finds: kind, book, first and last, segment."""
    return [(f.kind, f.book, f.first, f.last, f.segment) for f in queries.verified().faults]


def test_what_nobody_touched_is_whole(chain: None) -> None:
    found = queries.verified()
    assert (found.whole, found.segments, found.rows) == (True, 4, 32)
    assert list(found.tails) == []


def test_what_was_written_since_is_told_as_not_sealed_yet(chain: None) -> None:
    written(150, 152)
    found = queries.verified()
    assert found.whole
    assert [(tail.book, tail.count) for tail in found.tails] == [("event", 3)]


@pytest.mark.parametrize(
    "change",
    [
        "actor_label = 'Người khác'",
        "at = at + interval '1 microsecond'",
        "ground = ''",
        "actor_id = 5",
        "acting_for = 5",
        """before = '{"sex": "male"}'""",
        "after = NULL",
        "row_id = 9",
        "transaction = transaction + 1",
    ],
)
def test_an_altered_line_is_named(chain: None, change: str) -> None:
    run(f"UPDATE audit_event SET {change} WHERE id = 115")
    (fault,) = queries.verified().faults
    assert (fault.kind, fault.first, fault.last, fault.segment) == ("altered", 115, 115, 2)
    assert fault.about.startswith("people_person")


def test_an_altered_opening_is_named(chain: None) -> None:
    run("UPDATE audit_recordread SET person_id = 9 WHERE id = 2")
    assert told() == [("altered", "recordread", 2, 2, 4)]


def test_removed_lines_are_named(chain: None) -> None:
    run("DELETE FROM audit_event WHERE id IN (101, 117, 118, 119)")
    assert told() == [("removed", "event", 101, 101, 1), ("removed", "event", 117, 119, 2)]


@pytest.mark.parametrize("number", [BEFORE, AFTER], ids=["as of then", "as of now"])
def test_a_line_put_in_between_is_named_and_never_sealed(chain: None, number: int) -> None:
    """Neither where ids were left free nor where all of them were older."""
    written(125, 125, number)
    written(50, 51, number)
    services.seal()
    assert told() == [("inserted", "event", 50, 51, 0), ("inserted", "event", 125, 125, 0)]


def test_a_line_said_to_be_of_then_behind_the_sealed_ones_is_named(chain: None) -> None:
    written(160, 160, BEFORE)
    services.seal()
    assert told() == [("inserted", "event", 160, 160, 0)]


def test_a_segment_that_is_gone_is_named_with_the_lines_that_lost_it(chain: None) -> None:
    run("DELETE FROM audit_segment WHERE number = 2")
    assert told() == [("missing", "", 2, 2, 0), ("inserted", "event", 111, 120, 0)]


def test_a_segment_gone_with_its_lines_is_named(chain: None) -> None:
    run("DELETE FROM audit_segment WHERE number = 2")
    run("DELETE FROM audit_event WHERE id BETWEEN 111 AND 120")
    assert told() == [("missing", "", 2, 2, 0)]


def test_segments_numbered_anew_over_a_gap_do_not_join(chain: None) -> None:
    run("DELETE FROM audit_segment WHERE number = 2")
    run("DELETE FROM audit_event WHERE id BETWEEN 111 AND 120")
    run("UPDATE audit_segment SET number = number - 1 WHERE number > 2")
    assert {kind for kind, *_rest in told()} == {"segment", "link"}


def test_a_segment_whose_words_were_changed_is_named(chain: None) -> None:
    run("UPDATE audit_segment SET sealed_at = sealed_at - interval '1 day' WHERE number = 3")
    assert told() == [("segment", "", 3, 3, 0)]


def test_a_segment_sealed_anew_over_a_changed_line_does_not_join_the_next(chain: None) -> None:
    run("UPDATE audit_event SET ground = 'QĐ 13' WHERE id = 105")
    run(
        "UPDATE audit_segment s SET (count, digest, leaves) ="
        " (SELECT f.count, f.digest, f.leaves FROM audit_sum(s.book, s.form, s.ids) f)"
        " WHERE number = 1"
    )
    run(
        "UPDATE audit_segment s SET hash = encode(sha256(convert_to(audit_words(s), 'UTF8')),"
        " 'hex') WHERE number = 1"
    )
    assert told() == [("link", "", 2, 2, 0)]


def test_a_chain_cut_at_its_end_is_found_by_the_hash_kept_outside(chain: None) -> None:
    kept = Segment.objects.get(number=4).hash
    assert queries.verified(kept).against == 4
    run("DELETE FROM audit_segment WHERE number > 2")
    run("DELETE FROM audit_event WHERE id > 120")
    run("DELETE FROM audit_recordread")
    assert queries.verified().whole
    assert [fault.kind for fault in queries.verified(kept).faults] == ["unknown"]


@pytest.mark.parametrize("book", BOOKS)
@pytest.mark.parametrize("attack", ["DELETE FROM {}", "TRUNCATE {}", "UPDATE {} SET actor_id = 1"])
@pytest.mark.parametrize("role", ["hientai_app", None], ids=["application", "owner"])
def test_nobody_rewrites_removes_or_empties_the_books_and_their_seals(
    db: None, book: str, attack: str, role: str | None
) -> None:
    if role is None:
        run(f"ALTER TABLE {book} ENABLE TRIGGER never_emptied")
    else:
        run(f"SET LOCAL ROLE {role}")
    statement = attack.format(book).replace("segment SET actor_id", "segment SET number")
    with pytest.raises(DatabaseError, match="append-only|permission denied"), transaction.atomic():
        run(statement)


def test_the_application_seals_and_adds_no_seal_of_its_own(chain: None) -> None:
    run("SET LOCAL ROLE hientai_app")
    for attack in (
        "INSERT INTO audit_segment SELECT * FROM audit_segment",
        "SELECT audit_seal_book('event', 5)",
        "SELECT audit_sum('event', 1::smallint, '{[1,9)}')",
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            run(attack)
    assert services.seal() == 0


def test_long_segments_are_cut_and_all_lines_are_held_once(master: None) -> None:
    written(1, 2500)
    run("SELECT audit_seal_trace(1000)")
    held = [row[0] for row in run("SELECT count FROM audit_segment ORDER BY number")]
    assert held == [999, 1000, 501]
    assert queries.verified().whole


def test_a_restored_copy_counts_transactions_anew_and_seals_on(chain: None) -> None:
    """A5: numbers of transactions begin again in another cluster; ids go on."""
    run("UPDATE audit_segment SET cluster = 'elsewhere', unborn_from = 10 ^ 15, running = '{}'")
    run(
        "UPDATE audit_segment s SET hash = encode(sha256(convert_to(audit_words(s), 'UTF8')),"
        " 'hex')"
    )
    written(150, 151, 500)
    assert [fault for fault in told() if fault[0] == "inserted"] == []
    assert services.seal() == 2


def test_the_check_is_kept_with_what_it_found(chain: None) -> None:
    run("DELETE FROM audit_event WHERE id = 112")
    kept = services.verify(asked_by="Nguyễn Thị Mai")
    assert kept.found["whole"] is False
    assert kept.found["faults"][0]["first"] == 112
    assert "112" in kept.found["faults"][0]["words"]


def test_the_command_ends_with_one_where_something_was_changed(chain: None) -> None:
    good = CliRunner().invoke(audit, ["verify"])
    run("DELETE FROM audit_event WHERE id = 112")
    bad = CliRunner().invoke(audit, ["verify", "--json"])
    assert (good.exit_code, bad.exit_code) == (0, 1)
    assert "32 dòng" in good.output
    assert '"removed"' in bad.output


def test_the_hash_to_keep_outside_is_printed_and_found_again(chain: None) -> None:
    printed = CliRunner().invoke(audit, ["head"]).output
    kept = printed.split()[-1]
    assert kept == Segment.objects.get(number=4).hash
    assert CliRunner().invoke(audit, ["verify", "--against", kept.upper()]).exit_code == 0
    assert CliRunner().invoke(audit, ["verify", "--against", "0" * 63 + "1"]).exit_code == 1


LINES = st.integers(1, 30)
DEEDS = st.sampled_from(["alter", "remove", "insert"])


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parts=st.lists(st.lists(LINES, max_size=6), min_size=1, max_size=5),
    deed=DEEDS,
    at=st.integers(0, 200),
)
def test_whatever_was_written_and_sealed_one_deed_is_found(
    master: None, parts: list[list[int]], deed: str, at: int
) -> None:
    """Lines in any order with gaps, sealed after any of them."""
    with transaction.atomic():
        for part in parts:
            top = run("SELECT coalesce(max(id), 0) FROM audit_event")[0][0]
            for step in sorted(set(part)):
                written(top + step, top + step)
            services.seal()
        done(deed, at)
        transaction.set_rollback(True)


def done(deed: str, at: int) -> None:
    held = [row[0] for row in run("SELECT id FROM audit_event ORDER BY id")]
    free = sorted(set(range(1, max(held, default=0))) - set(held))
    if not (free if deed == "insert" else held):
        return
    line = free[at % len(free)] if deed == "insert" else held[at % len(held)]
    if deed == "alter":
        run("UPDATE audit_event SET ground = ground || '.' WHERE id = %s", line)
    elif deed == "remove":
        run("DELETE FROM audit_event WHERE id = %s", line)
    else:
        written(line, line, AFTER)
    kinds = {"alter": "altered", "remove": "removed", "insert": "inserted"}
    faults = queries.verified().faults
    assert [(f.kind, f.first, f.last) for f in faults] == [(kinds[deed], line, line)]
    assert all(isinstance(fault, Fault) and str(fault) for fault in faults)
