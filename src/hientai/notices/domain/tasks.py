"""What the background does: tasks of all rooms by name, and which may simply begin anew."""

from dataclasses import dataclass

from hientai.shared.words import _


@dataclass(frozen=True)
class Task:
    """A task of a room; `label` is a Vietnamese message.

    `begins_anew` says that one cut short in the middle (its process was killed) may be done again
    without anybody asking; another waits for who looks after the system.
    """

    code: str
    label: str
    begins_anew: bool = False


_TASKS: dict[str, Task] = {}


def join(*tasks: Task) -> None:
    """Let tasks be called by name; the same code again takes the place of the first."""
    _TASKS.update({task.code: task for task in tasks})


def label_of(code: str) -> str:
    """What a task does, in words; its own name where nobody gave it one."""
    return _(_TASKS[code].label) if code in _TASKS else code


def begins_anew(code: str) -> bool:
    """Whether a task cut short may be done again unasked."""
    return code in _TASKS and _TASKS[code].begins_anew
