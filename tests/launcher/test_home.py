"""Where a clone keeps its state, and that its socket has a path the kernel accepts (A5)."""

import socket
import tempfile
from pathlib import Path

import pytest

from launcher.cluster import Cluster
from launcher.home import Home, fits_socket, socket_dir, state_dir

REPO = Path("/srv/clones/hien-tai")


def test_root_keeps_its_state_where_an_unprivileged_postgres_can_walk() -> None:
    found = state_dir(Path("/root/hien-tai"), {}, root=True, writable=True)
    assert found.parent == Path("/var/lib/hientai")
    assert found.name.startswith("hien-tai-")


def test_two_clones_of_one_name_have_two_states() -> None:
    here = state_dir(Path("/a/hien-tai"), {}, root=True, writable=True)
    there = state_dir(Path("/b/hien-tai"), {}, root=True, writable=True)
    assert here != there


def test_an_ordinary_user_keeps_it_in_the_clone() -> None:
    assert state_dir(REPO, {}, root=False, writable=True) == REPO / ".hientai"


def test_in_a_clone_that_cannot_be_written_it_goes_to_the_users_state_folder() -> None:
    environ = {"XDG_STATE_HOME": "/home/an/.local/state"}
    found = state_dir(REPO, environ, root=False, writable=False)
    assert found.is_relative_to("/home/an/.local/state/hientai")


def test_the_user_may_name_the_folder() -> None:
    environ = {"HIENTAI_HOME": "/data/hientai"}
    assert state_dir(REPO, environ, root=True, writable=True) == Path("/data/hientai")


def bindable(folder: Path) -> bool:
    """Whether the kernel takes PostgreSQL's socket in this folder."""
    with socket.socket(socket.AF_UNIX) as trial:
        try:
            trial.bind(str(folder / ".s.PGSQL.5432"))
        except OSError:
            return False
    return True


@pytest.mark.parametrize("length", [80, 92, 93, 94, 95, 120])
def test_a_folder_fits_exactly_when_the_kernel_binds_a_socket_in_it(length: int) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as top:
        folder = Path(top) / ("x" * (length - len(top) - 1))
        folder.mkdir()
        assert len(str(folder)) == length
        assert fits_socket(folder) == bindable(folder)


def test_a_path_is_measured_in_bytes_as_vietnamese_letters_take_more_than_one() -> None:
    folder = Path("/" + "ệ" * 40)
    assert len(str(folder)) < 50
    assert not fits_socket(folder)


def test_the_socket_stays_in_the_state_folder_when_it_fits() -> None:
    assert socket_dir(Path("/var/lib/hientai/x"), {}, 0) == Path("/var/lib/hientai/x/sock")


def test_under_a_long_path_the_socket_moves_to_a_short_folder_of_this_user_and_clone() -> None:
    deep = Path("/home/an") / ("thư mục rất dài" * 12)
    assert fits_socket(socket_dir(deep, {}, 1000))
    assert socket_dir(deep, {}, 1000) != socket_dir(deep, {}, 1001)
    assert socket_dir(deep, {}, 1000) != socket_dir(deep / "khác", {}, 1000)
    in_runtime = socket_dir(deep, {"XDG_RUNTIME_DIR": "/run/user/1000"}, 1000)
    assert in_runtime.parent == Path("/run/user/1000")


@pytest.mark.parametrize(
    ("given", "bare"), [({}, False), ({"HIENTAI_BARE": "1"}, True), ({"HIENTAI_BARE": "0"}, False)]
)
def test_the_bare_switch_is_read_from_the_environment(
    given: dict[str, str], bare: bool, tmp_path: Path
) -> None:
    home = Home.of(tmp_path, {"HIENTAI_HOME": str(tmp_path / "state"), **given})
    assert home.bare is bare


def test_a_secret_is_made_once_and_read_by_its_owner_only(tmp_path: Path) -> None:
    home = Home(repo=tmp_path, state=tmp_path, bare=False)
    first = home.secret("django")
    assert len(first) >= 50
    assert home.secret("django") == first
    assert home.secret("other") != first
    assert (tmp_path / "secrets" / "django").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "secrets").stat().st_mode & 0o777 == 0o700


def test_tests_have_a_database_apart_and_that_of_users_alone_waits_for_the_disk(
    tmp_path: Path,
) -> None:
    home = Home(repo=tmp_path, state=tmp_path, bare=False)
    of_users, of_tests = Cluster(home), Cluster(home, of_tests=True)
    assert of_users.data != of_tests.data
    assert of_users.socket != of_tests.socket
    assert "fsync" not in of_users.settings()
    assert "fsync = off" in of_tests.settings()
