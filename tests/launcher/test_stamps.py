"""What the second start recognises as done (A5)."""

from pathlib import Path

from launcher.stamps import fingerprint, fresh, put


def test_a_stamp_is_fresh_for_the_mark_it_was_put_with_and_no_other(tmp_path: Path) -> None:
    stamp = tmp_path / "venv" / "installed"
    assert not fresh(stamp, "one")
    put(stamp, "one")
    assert fresh(stamp, "one")
    assert not fresh(stamp, "two")


def test_a_fingerprint_changes_with_content_name_and_further_words(tmp_path: Path) -> None:
    lock, other = tmp_path / "base.txt", tmp_path / "other.txt"
    lock.write_text("django==5.2.1")
    other.write_text("django==5.2.1")
    before = fingerprint([lock], "3.11")
    assert fingerprint([lock], "3.11") == before
    assert fingerprint([other], "3.11") != before
    assert fingerprint([lock], "3.12") != before
    lock.write_text("django==5.2.2")
    assert fingerprint([lock], "3.11") != before


def test_the_order_of_files_does_not_matter(tmp_path: Path) -> None:
    one, two = tmp_path / "0001_initial.py", tmp_path / "0002_walls.sql"
    one.write_text("a")
    two.write_text("b")
    assert fingerprint([one, two]) == fingerprint([two, one])
