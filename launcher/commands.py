"""The launcher's own commands; every other word goes to the product's command line."""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from launcher import checks, environment, processes, server
from launcher.cluster import Cluster
from launcher.help import HELP, OVERVIEW
from launcher.home import Home
from launcher.product import Product, paths, ready
from launcher.steps import Steps, Trouble, say
from launcher.words import Words

REPO = Path(__file__).resolve().parent.parent
# What `reset` keeps: it took downloads to make, and holds nothing that users entered.
KEPT = ("venv", "debian", "browser", "npm-postgres", "secrets", "log", "lock")

# Django's own upkeep of the tables, which speaks to the database as their owner.
SCHEMA = ("migrate", "makemigrations", "showmigrations")


def main(arguments: Sequence[str]) -> int:
    """Carry out one command; 2 and words when something must be mended first."""
    os.umask(0o022)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    name, words = (arguments[0], list(arguments[1:])) if arguments else ("--help", [])
    if name in ("-h", "--help", "help"):
        sys.stdout.write(OVERVIEW)
        return 0
    if name in HELP and {"-h", "--help"} & set(words):
        sys.stdout.write(HELP[name])
        return 0
    try:
        home = Home.of(REPO, os.environ)
        command = COMMANDS.get(name)
        return command(home, words) if command else passed_on(home, [name, *words])
    except Trouble as trouble:
        tell(trouble, in_json="--json" in words)
        return 2
    except KeyboardInterrupt:
        say("Đã dừng theo yêu cầu.")
        return 130


def tell(trouble: Trouble, *, in_json: bool) -> None:
    """A trouble in lines, or as the parts of a refusal where JSON was asked for."""
    if in_json:
        parts = {"what": trouble.what, "why": "", "clause": "", "remedy": trouble.remedy}
        sys.stdout.write(json.dumps(parts, ensure_ascii=False) + "\n")
        return
    say(f"Lỗi: {trouble.what}")
    if trouble.remedy:
        say(f"Cần làm: {trouble.remedy}")


def demo(home: Home, words: list[str]) -> int:
    """Set up, load the demo, tell the sign-ins, serve; `demo load|files` go to the product."""
    if words and not words[0].startswith("-"):
        return passed_on(home, ["demo", *words])
    asked = Words("demo", words, numbers=("--port",), texts=("--host",), flags=("--background",))
    if already_serving(home):
        return 0
    steps = Steps(total=5)
    product = ready(home, steps)
    try:
        with steps.step("Dữ liệu mẫu"):
            load_demo(product)
        return serve_asked(product, asked)
    except KeyboardInterrupt:
        stop_database(home)
        raise


def load_demo(product: Product) -> None:
    """The product's own `demo load`; pages of this database then open on the demo's day.

    A database whose load was refused holds other people, and keeps the clock's day.
    """
    was_demo = product.is_demo()
    product.became_demo()
    if product.command(["demo", "load", "--province"]):
        if not was_demo:
            product.is_no_demo()
        raise Trouble("Không nạp được dữ liệu mẫu.", remedy="Xem thông báo ở trên rồi chạy lại.")


def serve(home: Home, words: list[str]) -> int:
    """Serve what the database holds."""
    asked = Words("serve", words, numbers=("--port",), texts=("--host",), flags=("--background",))
    if already_serving(home):
        return 0
    return serve_asked(ready(home, Steps(total=4, quiet=True)), asked)


def serve_asked(product: Product, asked: Words) -> int:
    """Serve in front or in the background; in front, everything ends with it."""
    host = asked.text("--host", "127.0.0.1")
    port = server.free_port(host, asked.number("--port"))
    if asked.flag("--background"):
        return server.in_background(product.home, host, port)
    try:
        return server.serve(product, host, port)
    finally:
        stop_database(product.home)


def already_serving(home: Home) -> bool:
    """Tell the address when this clone is served already."""
    found = server.running(home)
    if not found:
        server.stop(home)  # what a killed launcher left behind
    else:
        say(f"Đang phục vụ sẵn tại {found.address}  (dừng: ./hientai stop)")
    return found is not None


def stop(home: Home, words: list[str]) -> int:
    """End the server, then the private database, and that of tests if they left one."""
    Words("stop", words)
    ran = [server.stop(home), stop_database(home), Cluster(home, of_tests=True).stop()]
    say("Đã dừng." if any(ran) else "Không có gì đang chạy.")
    return 0


def stop_database(home: Home) -> bool:
    """Stop the private database; whether it ran."""
    with home.alone():
        return Cluster(home).stop()


def status(home: Home, words: list[str]) -> int:
    """What runs, where, and how much memory it takes."""
    asked = Words("status", words, flags=("--json",))
    found, cluster = server.running(home), Cluster(home)
    database_up = cluster.running()
    pids = (processes.family(found.pid) if found else []) + (
        processes.family(cluster.pid()) if database_up else []
    )
    facts = {
        "serving": found is not None,
        "address": found.address if found else None,
        "worker": bool(server.health(found).get("worker")) if found else False,
        "database": "own_server"
        if "DATABASE_URL" in os.environ
        else ("running" if database_up else "stopped"),
        "memory_bytes": processes.proportional_memory(pids),
        "home": str(home.state),
    }
    sys.stdout.write(json.dumps(facts) + "\n" if asked.flag("--json") else told(facts))
    return 0


def told(facts: Mapping[str, object]) -> str:
    """The status as lines in Vietnamese."""
    database = {
        "own_server": "máy chủ của bạn (DATABASE_URL)",
        "running": "đang chạy",
        "stopped": "đang dừng",
    }[str(facts["database"])]
    worker = (
        "đang chạy"
        if facts["worker"]
        else "không chạy; tệp nhập trên trang sẽ chờ. Chạy: ./hientai stop && ./hientai serve"
    )
    memory = int(str(facts["memory_bytes"])) / 2**20
    return (
        f"Phục vụ:        {facts['address'] or 'không'}\n"
        f"Tiến trình nền: {worker}\n"
        f"Cơ sở dữ liệu:  {database}\n"
        f"Bộ nhớ (PSS):   {memory:.0f} MB\n"
        f"Thư mục:        {facts['home']}\n"
    )


def reset(home: Home, words: list[str]) -> int:
    """Stop, then delete the private database and what was made from it."""
    asked = Words("reset", words, flags=("--yes", "--all"))
    if not asked.flag("--yes") and not agreed(home):
        say("Chưa xóa gì.")
        return 1
    stop(home, [])
    kept = () if asked.flag("--all") else KEPT
    for item in home.state.iterdir():
        if item.name not in kept:
            shutil.rmtree(item) if item.is_dir() and not item.is_symlink() else item.unlink()
    say("Đã xóa. Bắt đầu lại: ./hientai demo")
    return 0


def agreed(home: Home) -> bool:
    """Ask before deleting; no answer is a no."""
    say(f"Sẽ xóa toàn bộ dữ liệu của bản cài này trong {home.state}.")
    say("Gõ 'xóa' để đồng ý:")
    return sys.stdin.readline().strip().lower() in ("xóa", "xoá", "xoa")


def bench(home: Home, words: list[str]) -> int:
    """Measure, with the tools of the tests at hand."""
    Words("bench", words, numbers=("--people",), flags=("--nation", "--json"))
    product = ready(home, Steps(total=4, quiet=True), dev=True)
    return checks.tool(product, product.env(owner=True), ("python", "-m", "bench", *words))


def env(home: Home, words: list[str]) -> int:
    """Lines for `eval`, to run the environment's Python by hand; owner's address with --owner."""
    asked = Words("env", words, flags=("--owner",))
    product = ready(home, Steps(total=4, quiet=True), dev=True)
    wanted = product.env(owner=asked.flag("--owner"))
    names = [*paths(home), "DATABASE_URL", "OWNER_DATABASE_URL", "HIENTAI_TODAY"]
    lines = [f"export {name}='{wanted[name]}'" for name in names if name in wanted]
    sys.stdout.write("\n".join([*lines, f"export PATH='{home.venv}/bin':\"$PATH\""]) + "\n")
    return 0


def passed_on(home: Home, words: list[str]) -> int:
    """Any other command: the product's, with its environment and database up."""
    if {"-h", "--help"} & set(words):
        with home.alone(), Steps(total=1, quiet=True).step("Môi trường Python") as tell:
            environment.ready(home, tell, dev=False)
        os.environ.update(paths(home))
        os.execv(home.python, [str(home.python), "-m", "hientai", *words])
    return ready(home, Steps(total=4, quiet=True)).command(words, as_owner=words[0] in SCHEMA)


COMMANDS: dict[str, Callable[[Home, list[str]], int]] = {
    "demo": demo,
    "serve": serve,
    "stop": stop,
    "status": status,
    "reset": reset,
    "test": checks.check,
    "bench": bench,
    "env": env,
}
