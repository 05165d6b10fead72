"""Papers below the web layer: seen by who issues them and whom they are about, no further (A1)."""

from collections.abc import Callable, Iterable

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from hientai.documents import services as verbs
from hientai.documents.domain.compose import shipped_words
from hientai.documents.models import Counter, Paper, PaperFile, Relation, Step
from hientai.shared.refused import Refused
from tests.documents.made import TODAY, drafted, signed

See = Callable[[Iterable[int]], None]


def reading_only(unit: int) -> None:
    """Look as a reader of one unit: sight of it, and nothing to write."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT audit_seal(NULL, %s, '{}', false, '')", [f"{{[{unit},{unit}]}}"])
        cursor.execute("SET LOCAL ROLE hientai_app")


def test_another_unit_sees_neither_draft_nor_steps_nor_files(office, as_app: See) -> None:
    signed(office.department)
    as_app([office.units["STC"].pk])
    for model in (Paper, Step, PaperFile, Counter):
        assert model.objects.count() == 0, model.__name__
    as_app([office.units["SNV"].pk])
    assert (Paper.objects.count(), PaperFile.objects.count()) == (1, 1)


def test_the_units_whose_people_it_is_about_see_a_paper_once_it_is_registered(
    office, as_app: See
) -> None:
    finance = office.units["STC"].pk
    paper = signed(office.department, concerned=[finance])
    as_app([finance])
    assert Paper.objects.count() == 0
    as_app([office.units["SNV"].pk])
    verbs.register(actor=None, paper=paper, on=TODAY)
    as_app([finance])
    assert [str(one) for one in Paper.objects.all()] == ["01/QĐ-SNV"]
    assert PaperFile.objects.count() == 1
    with pytest.raises(Refused, match="phạm vi"):
        verbs.send_back(actor=None, paper=paper, reason="không phải của mình")


def test_nobody_writes_papers_of_a_unit_that_is_only_seen(office) -> None:
    paper = drafted(office.department)
    reading_only(office.units["SNV"].pk)
    assert Paper.objects.count() == 1
    with pytest.raises(Refused, match="phạm vi"):
        verbs.lock(actor=None, paper=paper)
    with pytest.raises(Refused, match="phạm vi"):
        drafted(office.department)
    assert Paper.objects.filter(pk=paper.pk).update(signer="Kẻ khác") == 0


@pytest.mark.parametrize("model", [Step, PaperFile, Relation])
def test_what_hangs_on_a_paper_is_added_and_never_changed(model: type, office) -> None:
    signed(office.department)
    for change in ("UPDATE {} SET id = id", "DELETE FROM {}"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change.format(model._meta.db_table))


def test_words_for_all_bodies_are_written_by_who_answers_for_the_whole_tree(
    office, as_app: See
) -> None:
    from_shipped = dict(actor=None, purpose="amend", since=TODAY)
    words = shipped_words("amend")
    as_app([office.units["SNV"].pk])
    assert verbs.draft_words(body=office.department, words=words, **from_shipped).version == 1
    with pytest.raises(Refused, match="phạm vi"):
        verbs.draft_words(body=None, words=words, **from_shipped)
    with pytest.raises(Refused, match="phạm vi"):
        verbs.draft_words(body=office.city, words=words, **from_shipped)
