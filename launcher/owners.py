"""Whose the cluster is: PostgreSQL refuses root, so root lends it an unprivileged user."""

import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path

from launcher.processes import primary_group
from launcher.steps import Trouble

SYSTEM_USER = "hientai"


def unprivileged_user() -> str:
    """The user that runs the cluster for root: made for it, PostgreSQL's own, or nobody."""
    for name in (SYSTEM_USER, "postgres"):
        if known(name):
            return name
    if useradd := shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin"):
        words = f"{useradd} --system --no-create-home --user-group --shell /usr/sbin/nologin"
        subprocess.run([*words.split(), SYSTEM_USER], capture_output=True, check=False)
    return SYSTEM_USER if known(SYSTEM_USER) else "nobody"


def known(name: str) -> bool:
    """Whether this machine has a user of that name."""
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def new_folder(folder: Path, user: str | None) -> None:
    """An empty folder that the cluster's user owns and can reach."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    if user:
        shutil.chown(folder, user, primary_group(user))
        reachable(folder, user)


def reachable(folder: Path, user: str) -> None:
    """Trouble when the user cannot walk down to the folder (a home closed to others)."""
    walk = subprocess.run(
        ["test", "-x", str(folder)],
        user=user,
        group=primary_group(user),
        extra_groups=[],
        check=False,
    )
    if walk.returncode:
        raise Trouble(
            f"Người dùng {user} không vào được {folder}.",
            remedy="Đặt HIENTAI_HOME ở nơi ai cũng đi qua được, ví dụ /var/lib/hientai.",
        )


def socket_folder(folder: Path, user: str | None) -> None:
    """The socket's folder, closed to others; one that a stranger made in /tmp is refused."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if user and folder.lstat().st_uid == 0:
        shutil.chown(folder, user, primary_group(user))
    owner = pwd.getpwnam(user).pw_uid if user else os.geteuid()
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner:
        raise Trouble(
            f"Thư mục {folder} không phải của người dùng này.",
            remedy=f"Xóa {folder} hoặc đặt HIENTAI_HOME ở một đường dẫn ngắn.",
        )
    folder.chmod(0o700)
