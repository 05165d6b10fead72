"""What a paper tells of people and of their course, from the register and the scheme of a day.

Papers are Vietnamese, whatever language whoever drafts them reads.
"""

import re
from collections.abc import Sequence
from datetime import date

from django.db import connection

from hientai.decisions.domain import wording as w
from hientai.decisions.domain.people import Named, birth_text
from hientai.decisions.domain.values import Course
from hientai.documents.queries.papers import day_in_words
from hientai.law.queries import law_lines
from hientai.nominations.models import NominationList
from hientai.nominations.queries.judging import as_kept
from hientai.organisations.queries import names_on
from hientai.schemes.domain.pack import Pack, Quota
from hientai.schemes.queries import pack_of, scheme_or_first
from hientai.shared.vocabulary import DEGREE_LEVELS, DELIVERY_FORMS, FUNDS, TITLES

COMMITMENT = "commitment_multiple"
# The main post of each person on a day, of the unit the person belongs to where none is recorded.
PEOPLE = """
SELECT p.id, p.name, p.birth_date, p.birth_precision, p.sex, h.title, h.position, h.category,
       coalesce(h.unit_id, p.unit_id), coalesce(v.name, u.code)
FROM unnest(%(people)s::bigint[]) WITH ORDINALITY AS w (id, at)
JOIN people_person p ON p.id = w.id
LEFT JOIN LATERAL (
    SELECT * FROM people_post o WHERE o.person_id = p.id AND o.kind = 'main'
        AND o.period @> %(on)s::date LIMIT 1) h ON true
JOIN organisations_unit u ON u.id = coalesce(h.unit_id, p.unit_id)
LEFT JOIN organisations_tree v ON v.unit_id = u.id AND v.period @> %(on)s::date
ORDER BY w.at
"""


def named(people: Sequence[int], on: date) -> list[Named]:
    """People as a paper of a day names them, in the order given."""
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, {"people": list(people), "on": on})
        rows = cursor.fetchall()
    with as_kept():
        return [
            Named(
                person_id=key,
                name=name,
                birth=birth_text(born, precision),
                post=post_text(title, position),
                unit=w.in_full(unit),
                sex=sex,
                category=category or "",
                unit_id=unit_id,
            )
            for key, name, born, precision, sex, title, position, category, unit_id, unit in rows
        ]


def post_text(title: str | None, position: str | None) -> str:
    """What somebody is, as papers call it: the leading title, else the position."""
    if title and title != "none":
        return w.post_text(TITLES.label(title))
    return (position or "").strip()


def course_of(held: NominationList, on: date) -> Course:
    """What the people of a list are sent to, as a paper of a day tells it."""
    with as_kept():
        return _course_of(held, on)


def _course_of(held: NominationList, on: date) -> Course:
    pack = pack_of(scheme_or_first(held.scheme.slug, on))
    quota = pack.quota(held.item_id)
    one = held.training_class
    institution = one.institution if one else None
    names = names_on([institution.unit_id], on) if institution else {}
    return Course(
        scheme=f"“{pack.scheme.title}”",
        scheme_act=act_of(pack),
        quota=w.within_a_sentence(quota.title),
        programme=held.programme,
        starts_on=held.starts_on,
        ends_on=held.ends_on,
        form=DELIVERY_FORMS.label(held.form).lower(),
        fund=w.within_a_sentence(FUNDS.label(held.fund)) if held.fund else "",
        class_name=class_text(held),
        institution=w.in_full(names.get(institution.unit_id, "")) if institution else "",
        address=institution.address if institution else "",
        level=level_of(quota),
        subject=quota.majors[0] if len(quota.majors) == 1 else "",
        commitment=commitment_on(on) if quota.kind == "degree" else "",
        quota_kind=quota.kind,
    )


def act_of(pack: Pack) -> str:
    """The paper that approved a scheme, as another one refers to it."""
    scheme = pack.scheme
    return w.act_text(scheme.number, day_in_words(scheme.issued_on), scheme.issuer)


def class_text(held: NominationList) -> str:
    """What a class is called in a sentence; of people sent without one, when it begins."""
    one = held.training_class
    if one is not None:
        return w.class_text(one.code) if one.title == held.programme else one.title
    return w.course_text(held.starts_on)


def level_of(quota: Quota) -> str:
    """The one level of degree that a quota is for; "" where it splits its places or says none."""
    if len(quota.degrees) != 1:
        return ""
    return DEGREE_LEVELS.label(next(iter(quota.degrees))).lower()


def commitment_on(on: date) -> str:
    """How long who took a degree serves afterwards, by the law of a day; "" where no decree says
    so, or decrees for several groups of people say it differently."""
    told = {line.value for line in law_lines(on) if line.code.endswith(f".{COMMITMENT}")}
    found = re.match(r"\d+", told.pop()) if len(told) == 1 else None
    return w.commitment_text(int(found.group())) if found else ""
