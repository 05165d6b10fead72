"""Which database the commands use: the clone's private one, or a server of the user's."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from launcher import stamps
from launcher.cluster import APP, OWNER, Cluster
from launcher.home import Home, short_hash
from launcher.processes import run
from launcher.steps import Trouble

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Addresses:
    """Two addresses of one database: the application's role and the owner's."""

    app: str
    owner: str


def ready(
    home: Home, environ: Mapping[str, str], tell: Tell, *, for_tests: bool = False
) -> Addresses:
    """Start the private database, or prepare the role on the server of DATABASE_URL."""
    if given := environ.get("DATABASE_URL"):
        return on_server(home, given, environ.get("APP_DATABASE_URL", ""), tell)
    cluster = Cluster(home, of_tests=for_tests)
    cluster.ready(tell)
    return Addresses(app=cluster.url(APP), owner=cluster.url(OWNER))


def on_server(home: Home, owner: str, app: str, tell: Tell) -> Addresses:
    """The user's server: DATABASE_URL is the owner's, the application gets a role of its own."""
    if app:
        return Addresses(app=app, owner=owner)
    name = f"server-{short_hash(owner)}"
    stamp = home.state / "servers" / name
    found = Addresses(app=with_role(owner, APP, home.secret(name)), owner=owner)
    if not stamps.fresh(stamp, "role"):
        tell(f"tạo vai trò {APP} trên máy chủ của bạn")
        make_role(home, found, home.secret(name))
        stamps.put(stamp, "role")
    return found


def make_role(home: Home, addresses: Addresses, secret: str) -> None:
    """CREATE ROLE through psycopg in the environment."""
    env = {
        **os.environ,
        "OWNER_DATABASE_URL": addresses.owner,
        "APP_DATABASE_URL": addresses.app,
        "APP_PASSWORD": secret,
        "PYTHONPATH": str(home.repo),
    }
    run(
        [home.python, "-m", "launcher.server_role"],
        log=home.log("database"),
        env=env,
        what=f"Tạo vai trò {APP} trên máy chủ của DATABASE_URL",
        remedy="Máy chủ phải đang chạy; "
        "DATABASE_URL phải là của người dùng có quyền CREATEROLE và sở hữu cơ sở dữ liệu; "
        f"nếu máy chủ đã có vai trò {APP}, hãy đặt APP_DATABASE_URL với mật khẩu của nó.",
    )


def with_role(url: str, role: str, secret: str) -> str:
    """The same database under another role and password."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise Trouble(
            f"DATABASE_URL phải là của PostgreSQL, không phải {parts.scheme or 'trống'}.",
            remedy="Ví dụ: postgresql://chu:matkhau@may-chu:5432/hientai",
        )
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{role}:{quote(secret, safe='')}@{place}"))
