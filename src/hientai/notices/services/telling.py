"""Tell users something, in the transaction of what it speaks of; letters go when that is kept."""

import json
from collections.abc import Collection, Iterable
from datetime import date

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.utils import translation
from procrastinate.contrib.django import app
from procrastinate.types import JSONDict

from hientai.notices.domain.finding import users_of
from hientai.notices.domain.kinds import Said, kind_of, refuse_foreign
from hientai.notices.queries import unread_key

MAIL = "notices.mail"
NOTHING = Said("")
TELL = """
SELECT whose, mailing FROM notices_tell(%s::bigint[], %s, %s, %s::jsonb, %s::jsonb, %s, %s, %s)
"""


@transaction.atomic
def tell(
    *,
    to: Iterable[int] = (),
    persons: Collection[int] = (),
    kind: str,
    title: Said,
    text: Said = NOTHING,
    link: str = "",
    key: str = "",
    on: date,
) -> int:
    """Tell many users one thing, each in the own language; to how many it was news.

    `to` holds keys of users, `persons` keys of persons of the register who are users too. `on` is
    the day it speaks of. Whoever was told something of this kind under the same `key` is not told
    again; without a key everybody is. Nobody is told who has no account in use.

    The title goes by mail and names nobody; whatever is personal belongs in the text, which is
    read after signing in alone. KeyError for a kind that no room declared, ValueError for a link
    that leads out of the system.
    """
    declared = kind_of(kind)
    refuse_foreign(link)
    users = sorted(set(to) | users_of(persons))
    if not users:
        return 0
    said = [_in_languages(title), _in_languages(text)]
    with connection.cursor() as cursor:
        cursor.execute(TELL, [users, kind, key, *said, link, on, declared.usual.value])
        told = cursor.fetchall()
    _follow([user for user, _letter in told], [(u, letter) for u, letter in told if letter])
    return len(told)


def _follow(users: list[int], letters: list[tuple[int, int]]) -> None:
    if letters:
        tasks: list[JSONDict] = [{"mailing_id": one, "user_id": user} for user, one in letters]
        app.configure_task(MAIL).batch_defer(*tasks)
    transaction.on_commit(lambda: cache.delete_many([unread_key(user) for user in users]))


def _in_languages(said: Said) -> str:
    told = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            told[code] = str(said) if said.message else ""
    return json.dumps(told)
