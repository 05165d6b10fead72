"""Where the minutes of a run went: the seconds of each directory, and when each process was done.

What was slow by itself pytest tells (`--durations`); a hundred quick tests of one room it does
not add up.
"""

from collections import defaultdict
from pathlib import PurePosixPath

import pytest
from _pytest.terminal import TerminalReporter


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Told where more than one directory was tested."""
    reports = [
        report
        for kept in terminalreporter.stats.values()
        for report in kept
        if isinstance(report, pytest.TestReport)
    ]
    rooms = seconds_of_rooms(reports)
    if len(rooms) < 2:
        return
    terminalreporter.write_sep("=", "seconds per directory")
    for room, seconds in sorted(rooms.items(), key=lambda one: -one[1]):
        terminalreporter.write_line(f"{seconds:7.1f}  {room}")
    for name, at in sorted(done_after(reports).items()):
        terminalreporter.write_line(f"{name} was done {at:.0f} s after the first test began")


def seconds_of_rooms(reports: list[pytest.TestReport]) -> dict[str, float]:
    """What the tests of each directory took, with what they were given and what they left."""
    spent: dict[str, float] = defaultdict(float)
    for report in reports:
        file = PurePosixPath(report.nodeid.partition("::")[0])
        spent[file.parent.name] += report.duration
    return spent


def done_after(reports: list[pytest.TestReport]) -> dict[str, float]:
    """When the last test of each process ended, where several shared the suite: a process that is
    done much before another had nothing left to take."""
    ends: dict[str, float] = defaultdict(float)
    for report in reports:
        if node := getattr(report, "node", None):
            ends[node.gateway.id] = max(ends[node.gateway.id], report.stop)
    began = min((report.start for report in reports), default=0.0)
    return {name: end - began for name, end in ends.items()}
