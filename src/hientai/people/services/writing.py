"""What every verb of a dated record begins with: sign, lock, read; and the walls told in words."""

from datetime import date

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.audit.services import Author, sign
from hientai.people.domain import MAIN, PostSpan
from hientai.people.models import Person, Post
from hientai.shared.refused import Refused
from hientai.shared.vocabulary import Vocabulary
from hientai.webkit.day import today

SECOND_MAIN_POST = Refused(
    N_("Người này đã có vị trí chính trong thời gian đó"),
    why=N_("mỗi người chỉ có một vị trí chính trong một ngày"),
    remedy=N_("Kết thúc vị trí cũ trước, hoặc ghi việc chuyển công tác."),
)
WALLS = {
    "person_has_one_main_post_a_day": SECOND_MAIN_POST,
    "person_has_one_main_post_a_day_now": SECOND_MAIN_POST,
    "degree_after_birth": Refused(
        N_("Bằng cấp đề ngày trước ngày sinh"), remedy=N_("Kiểm tra ngày cấp bằng và ngày sinh.")
    ),
    "begins_after_birth": Refused(
        N_("Ngày bắt đầu trước ngày sinh"), remedy=N_("Kiểm tra ngày này và ngày sinh.")
    ),
    "degree_is_recorded_once": Refused(N_("Bằng cấp này đã được ghi")),
    "one_rating_a_year": Refused(
        N_("Năm này đã có xếp loại"),
        why=N_("mỗi năm chỉ có một mức xếp loại"),
        remedy=N_("Đính chính mức xếp loại đã ghi nếu có sai sót."),
    ),
    "discipline_is_recorded_once": Refused(N_("Hình thức kỷ luật này đã được ghi")),
}


def begin(actor: Author | None, person: Person, ground: str) -> list[PostSpan]:
    """Sign the trace, lock the person and read the posts held."""
    if not ground.strip():
        raise Refused(_("Chưa ghi căn cứ"), remedy=_("Ghi số và ngày của quyết định."))
    sign(actor=actor, ground=ground)
    Person.objects.select_for_update().get(pk=person.pk)
    return [span_of(post) for post in Post.objects.filter(person=person).select_related("unit")]


def span_of(post: Post) -> PostSpan:
    """The part of a post that decides whether another may stand beside it."""
    return PostSpan(post.pk, post.kind, post.unit.code, post.period.lower, post.period.upper)


def main_post_since(person: Person, first: date) -> Post:
    """The main post that began on a day."""
    return Post.objects.get(person=person, kind=MAIN, period__startswith=first)


def refuse_unknown(vocabulary: Vocabulary, code: str | None) -> None:
    """Refuse a code that is not in the catalogue; none at all is not recorded."""
    if code is not None and code not in vocabulary:
        raise Refused(
            _("“%(code)s” không có trong danh mục %(list)s")
            % {"code": code, "list": vocabulary.title},
            remedy=", ".join(vocabulary.codes),
        )


def follow_main_post(person: Person) -> None:
    """Keep the person's unit in step with today's main post; without one it stays where it was."""
    post = Post.objects.filter(person=person, kind=MAIN, period__contains=today()).first()
    if post and post.unit_id != person.unit_id:
        person.unit = post.unit
        person.save(update_fields=["unit"])


def author_name(actor: Author | None) -> str:
    """Who acts, by name: the user, else the operator of the machine."""
    if actor is not None:
        return str(actor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(audit_setting('actor_label'), session_user)")
        return str(cursor.fetchone()[0])
