"""Running tools, and ending only processes that are ours (A5)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from launcher import processes
from launcher.steps import Trouble

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "print('ready', flush=True); time.sleep(60)",
]


def test_a_tool_that_fails_tells_its_last_words_and_leaves_them_in_the_log(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with pytest.raises(Trouble) as trouble:
        processes.run(
            ["sh", "-c", "echo đĩa đầy; exit 3"], log=log, what="Mở gói", remedy="dọn đĩa"
        )
    assert "Mở gói không thành (mã 3)" in trouble.value.what
    assert "đĩa đầy" in trouble.value.what
    assert trouble.value.remedy == "dọn đĩa"
    assert "đĩa đầy" in log.read_text()


def test_a_tool_that_is_not_there_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="không chạy được /khong/co"):
        processes.run(["/khong/co"], log=tmp_path / "log", what="Thử")


def test_a_process_is_known_by_number_and_birth() -> None:
    with subprocess.Popen(SLEEPER) as sleeper:
        born = processes.birth(sleeper.pid)
        assert processes.alive(sleeper.pid, born)
        assert not processes.alive(sleeper.pid, "1")
        assert processes.stop(sleeper.pid, born, patience=5)
    assert not processes.alive(sleeper.pid, born)


def test_a_stranger_with_the_same_number_is_left_alone() -> None:
    with subprocess.Popen(SLEEPER) as stranger:
        assert processes.stop(stranger.pid, "1", patience=1)
        assert stranger.poll() is None
        stranger.kill()


def test_one_that_ignores_the_request_is_ended_after_the_patience() -> None:
    with subprocess.Popen(STUBBORN, stdout=subprocess.PIPE) as stubborn:
        assert stubborn.stdout is not None
        stubborn.stdout.readline()
        assert processes.stop(stubborn.pid, processes.birth(stubborn.pid), patience=0.3)


def test_memory_counts_a_process_and_nothing_for_one_that_is_gone() -> None:
    mine = processes.proportional_memory([os.getpid()])
    assert mine > 5 * 2**20
    assert processes.proportional_memory([os.getpid(), 2**22 + 1]) == pytest.approx(mine, rel=0.1)
