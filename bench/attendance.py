"""3,000 learners of one hall check in within a minute, over HTTP as their phones do.

Run as `python -m bench.attendance prepare` (as the owner of the tables: who learns, who is signed
in) and `python -m bench.attendance ask` (the phones); both print JSON. Phones come at moments drawn
at random over the minute and each answer is timed from the moment its phone came, waiting included.
Every tenth phone sends its code twice at once, as an impatient finger does.
"""

import json
import random
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

import django
import psycopg

from bench.city import addresses, measured
from bench.client import Client
from bench.lines import Line
from bench.pages import ADDRESS, served

LEARNERS, SECONDS, TARGET, WORKERS = 3_000, 60, 300, 48
DAY = date(2024, 9, 9)
LEARN = """
WITH them AS (SELECT id, unit_id, row_number() OVER (ORDER BY id) AS at FROM people_person p
    WHERE NOT EXISTS (SELECT FROM upkeep_ownrecord o WHERE o.person_id = p.id)
    AND NOT EXISTS (SELECT FROM places_seat s WHERE s.person_id = p.id)
    ORDER BY id LIMIT %(many)s
), users AS (
    INSERT INTO accounts_user (username, name, email, language, is_active, password)
    SELECT 'bench.' || at, 'Học viên ' || at, '', '', true, '!bench' FROM them
    RETURNING id, username
), roles AS (
    INSERT INTO accounts_roleassignment (user_id, role, unit_id, period, ground, end_ground)
    SELECT u.id, 'learner', t.unit_id, '[2020-01-01,)', '', '' FROM users u
    JOIN them t ON u.username = 'bench.' || t.at
), records AS (
    INSERT INTO upkeep_ownrecord (user_id, person_id)
    SELECT u.id, t.id FROM users u JOIN them t ON u.username = 'bench.' || t.at
), seats AS (
    INSERT INTO places_seat (person_id, unit_id, of_class_id, period, exclusive, state, held_until,
        held_at, held_by, used_by, released_by, reason)
    SELECT t.id, t.unit_id, pool.id, '[2024-09-09,2024-09-10)', false, 'held', '2024-09-01', now(),
        'bench', '', '', '' FROM them t, places_pool pool WHERE pool.training_class_id = %(held)s
    RETURNING id, person_id)
INSERT INTO timetables_learner (training_class_id, person_id, seat_id, name, organisation, contact,
    joined_on, joined_by, left_by)
SELECT %(held)s, person_id, id, '', '', '', '2024-09-09', 'bench', '' FROM seats
"""
OPEN = "SELECT * FROM places_open('{NULL}', '{NULL}', %s, '{NULL}', %s)"
FOUND = """
SELECT count(*), count(DISTINCT learner_id)
FROM attendance_mark WHERE session_id = %s
"""


def attendance(user: str, password: str) -> list[Line]:
    """Prepare, serve, let everybody check in, count."""
    env = addresses() | {"HIENTAI_ROLE": "owner"}
    done = subprocess.run(
        [sys.executable, "-m", "bench.attendance", "prepare"],
        env=env,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    told = json.loads(done.stdout.splitlines()[-1]) | {"user": user, "password": password}
    with served():
        asked = subprocess.run(
            [sys.executable, "-m", "bench.attendance", "ask"],
            input=json.dumps(told),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    found = json.loads(asked.stdout) | measured("bench.attendance", "count", str(told["session"]))
    return _lines(found)


def _lines(found: dict[str, Any]) -> list[Line]:
    times = sorted(found["times"])
    p95 = times[int(len(times) * 0.95)] * 1000
    lost = found["told"] - found["marks"]
    twice = found["marks"] - found["learners"]
    note = f"{len(times)} requests in {found['lasted']:.1f} s, {found['outcomes']}"
    return [
        Line(f"{LEARNERS:,} check-ins within a minute, p95", [p95], "ms", TARGET, note=note),
        Line("… lost, of those answered as present", [lost], "", 0),
        Line("… counted twice", [twice], "", 0),
    ]


def prepare() -> dict[str, Any]:
    """A class of the city with so many learners, each signed in; a session of it."""
    from django.db import connection, transaction  # noqa: PLC0415  Models need Django set up

    from hientai.classes.models import TrainingClass  # noqa: PLC0415
    from hientai.timetables.models import Session  # noqa: PLC0415

    with transaction.atomic(), connection.cursor() as cursor:
        held = TrainingClass.objects.filter(withdrawn_at=None).order_by("pk").first()
        assert held
        cursor.execute(OPEN, [[held.pk], DAY])
        cursor.execute(
            "UPDATE places_pool SET places = 9000 WHERE training_class_id = %s", [held.pk]
        )
        cursor.execute(LEARN, {"many": LEARNERS, "held": held.pk})
        hours = [datetime.fromisoformat(f"{DAY} {hour}:00+07:00") for hour in ("08", "11")]
        session = Session.objects.create(
            training_class=held, title="Bench", hours=tuple(hours), periods=4
        )
        keys = list(_signed_in())
    return {
        "keys": keys,
        "address": f"/lop/{held.code}/diem-danh/{session.pk}/",
        "session": session.pk,
    }


def _signed_in() -> Iterator[str]:
    """A session of a browser for each of them."""
    from hientai.accounts.models import User  # noqa: PLC0415  as above
    from hientai.accounts.services.sessions import SessionStore  # noqa: PLC0415

    now = int(time.time())
    for user in User.objects.filter(username__startswith="bench.").order_by("pk"):
        store = SessionStore()
        store.update(
            {
                "_auth_user_id": str(user.pk),
                "_auth_user_backend": "django.contrib.auth.backends.ModelBackend",
                "_auth_user_hash": user.get_session_auth_hash(),
                "began": now,
                "seen": now,
            }
        )
        store.create()
        assert store.session_key
        yield store.session_key


class Wall:
    """The codes as the lecturer's page carries them."""

    def __init__(self, told: dict[str, Any]) -> None:
        client = Client(ADDRESS)
        client.sign_in(told["user"], told["password"])
        address = f"{told['address']}ma/"
        form = urlencode({"csrfmiddlewaretoken": client.cookies["csrftoken"]})
        status, _body = client.ask("POST", address, form)
        assert status == 302, status
        page = client.ask("GET", address)[1].decode()
        first, codes = (
            re.search(r'data-first="(\d+)"', page),
            re.search(r'data-codes="(\d+)"', page),
        )
        assert first and codes, page[:2000]
        self.first, self.codes = int(first[1]), codes[1]

    def now(self) -> str:
        """The code that is shown now."""
        at = int(time.time() // 30) - self.first
        return self.codes[at * 6 : at * 6 + 6]


def ask(told: dict[str, Any]) -> dict[str, Any]:
    """Let the phones send; the seconds of each answer, and what was answered."""
    wall, chance = Wall(told), random.Random(1)
    coming = [(chance.uniform(0, SECONDS), key) for key in told["keys"]]
    coming += [one for at, one in enumerate(coming) if at % 10 == 0]
    coming.sort()
    times: list[float] = []
    outcomes: Counter[str] = Counter()
    line, began = iter(coming), time.perf_counter()
    door = threading.Lock()

    def work() -> None:
        while True:
            with door:
                one = next(line, None)
            if one is None:
                return
            time.sleep(max(0.0, began + one[0] - time.perf_counter()))
            outcome = _sent(one[1], wall.now())
            with door:
                times.append(time.perf_counter() - began - one[0])
                outcomes[outcome] += 1

    threads = [threading.Thread(target=work) for _worker in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told_present = outcomes["present"] + outcomes["late"]
    return {
        "times": times,
        "lasted": time.perf_counter() - began,
        "outcomes": dict(outcomes),
        "told": told_present,
    }


def _sent(key: str, code: str) -> str:
    """One phone sends one code; what it was told."""
    phone = Phone(ADDRESS)
    phone.cookies = {"sessionid": key, "csrftoken": "a" * 32}
    said = {"codes": [{"id": "1", "who": "", "code": code, "session": "", "at": None}]}
    status, body = phone.send("/diem-danh/gui/", json.dumps(said))
    return str(json.loads(body)["answers"][0]["outcome"]) if status == 200 else f"status {status}"


class Phone(Client):
    """A phone: one connection for one request."""

    def send(self, path: str, body: str) -> tuple[int, bytes]:
        """One request of JSON."""
        headers = {
            "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
            "Content-Type": "application/json",
            "Accept": "application/json",
            "X-CSRFToken": self.cookies["csrftoken"],
        }
        self.line.request("POST", path, body, headers)
        answer = self.line.getresponse()
        try:
            return answer.status, answer.read()
        finally:
            self.line.close()


def count(session: int) -> dict[str, int]:
    """What stands in the database, as its owner sees it."""
    with psycopg.connect(addresses()["OWNER_DATABASE_URL"]) as base:
        row = base.execute(FOUND, [session]).fetchone()
    assert row
    return {"marks": row[0], "learners": row[1]}


def main() -> None:
    """One of the three parts."""
    what = sys.argv[1]
    if what == "prepare":
        django.setup()
        found: dict[str, Any] = prepare()
    elif what == "ask":
        found = ask(json.load(sys.stdin))
    else:
        found = count(int(sys.argv[2]))
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
