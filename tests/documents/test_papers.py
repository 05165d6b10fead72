"""A paper from draft to number, and what refers to it; nothing is overwritten (N4, N5)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError

from hientai.documents import services as verbs
from hientai.documents.models import IssuingBody, Paper
from hientai.documents.queries import papers as reads
from hientai.documents.services.drafting import About
from hientai.documents.services.effects import _known
from hientai.documents.services.files import File
from hientai.documents.services.numbering import Stated
from hientai.shared.refused import Refused
from tests.documents.made import PDF, TODAY, drafted, signed

State = Paper.State


def test_a_city_and_a_department_stand_on_their_papers_as_the_tree_says(office) -> None:
    city, department = office.city, office.department
    assert (city.name, city.parent, city.symbol) == (
        "Ủy ban nhân dân thành phố Hà Nội",
        "",
        "UBND",
    )
    assert (department.name, department.parent, department.symbol, department.place) == (
        "Sở Nội vụ",
        "Ủy ban nhân dân thành phố Hà Nội",
        "SNV",
        "Hà Nội",
    )


def test_a_draft_becomes_a_numbered_decision_step_by_step(office) -> None:
    paper = drafted(office.city)
    assert (paper.state, str(paper)) == (State.DRAFT, "…/QĐ-UBND")
    paper = verbs.lock(actor=None, paper=paper)
    paper = verbs.upload_signed(actor=None, paper=paper, file=PDF)
    paper = verbs.register(actor=None, paper=paper, on=TODAY)
    assert (paper.state, str(paper)) == (State.REGISTERED, "01/QĐ-UBND")
    content = reads.content_of(paper, TODAY)
    assert (content.number, content.day) == ("01", TODAY)
    steps = [(one.step, one.by != "") for one in reads.steps_of(paper)]
    assert steps == [(s, True) for s in ("draft", "lock", "sign", "register")]


@pytest.mark.parametrize("verb", [verbs.revise, verbs.lock])
def test_a_paper_locked_for_signature_is_not_changed(office, verb) -> None:
    paper = verbs.lock(actor=None, paper=drafted(office.city))
    with pytest.raises(Refused, match="chờ ký"):
        verb(actor=None, paper=paper)


def test_the_database_keeps_the_content_of_a_locked_paper(office) -> None:
    paper = verbs.lock(actor=None, paper=drafted(office.city))
    with pytest.raises(IntegrityError, match="keeps its content"), transaction.atomic():
        Paper.objects.filter(pk=paper.pk).update(abstract="Về việc khác")


def test_a_registered_paper_stands_for_ever(registered) -> None:
    paper = registered()
    for change in ({"number": 9}, {"state": State.DRAFT}, {"signer": "Phạm Văn Long"}):
        with pytest.raises(IntegrityError, match="not changed"), transaction.atomic():
            Paper.objects.filter(pk=paper.pk).update(**change)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Paper.objects.filter(pk=paper.pk)._raw_delete("default")


def test_no_step_is_left_out(office) -> None:
    paper = drafted(office.city)
    with pytest.raises(Refused, match="cấp số"):
        verbs.register(actor=None, paper=paper, on=TODAY)
    with pytest.raises(IntegrityError, match="one step"), transaction.atomic():
        Paper.objects.filter(pk=paper.pk).update(state=State.SIGNED)


def test_one_refused_at_numbering_goes_back_with_its_reason_and_is_locked_again(office) -> None:
    paper = signed(office.city)
    with pytest.raises(Refused, match="lý do"):
        verbs.send_back(actor=None, paper=paper, reason="  ")
    back = verbs.send_back(actor=None, paper=paper, reason="Sai tên cơ sở đào tạo")
    assert (back.state, back.signed_at, back.number) == (State.DRAFT, None, None)
    assert reads.steps_of(back).last().reason == "Sai tên cơ sở đào tạo"
    assert verbs.lock(actor=None, paper=back).state == State.LOCKED


def test_a_paper_without_a_signer_is_not_locked(office) -> None:
    paper = verbs.revise(actor=None, paper=drafted(office.city), signer=" ")
    with pytest.raises(Refused, match="người ký"):
        verbs.lock(actor=None, paper=paper)


def test_revising_keeps_what_is_not_named(office) -> None:
    paper = verbs.revise(actor=None, paper=drafted(office.city), signer="Phạm Văn Long")
    content = reads.content_of(paper, TODAY)
    assert content.signature.name == "Phạm Văn Long"
    assert len(content.annexes[0].rows) == 3
    paper = verbs.revise(actor=None, paper=paper, annexes=())
    assert reads.content_of(paper, TODAY).annexes == ()
    assert paper.signer == "Phạm Văn Long"


def test_an_amending_decision_needs_a_registered_one_and_refers_to_it(office, registered) -> None:
    with pytest.raises(Refused, match="văn bản gốc"):
        drafted(office.city, "amend")
    with pytest.raises(Refused, match="văn bản gốc"):
        drafted(office.city, "amend", former=drafted(office.city))
    first = registered()
    later = drafted(office.city, "amend", former=first)
    assert [one.paper.pk for one in reads.former_of(later)] == [first.pk]
    assert [(one.paper.pk, one.kind) for one in reads.later_of(first)] == [(later.pk, "điều chỉnh")]
    assert reads.cited(first) == (
        "Quyết định số 01/QĐ-UBND ngày 03 tháng 6 năm 2024 của Ủy ban nhân dân thành phố Hà Nội"
    )


def test_a_value_that_is_missing_is_refused_by_name(office) -> None:
    with pytest.raises(Refused, match="{cơ sở đào tạo}"):
        verbs.draft(
            actor=None,
            body=office.city,
            purpose="send_course",
            on=TODAY,
            values={"số người": "30"},
            about=About(),
        )


def test_a_signed_copy_has_to_be_a_pdf(office) -> None:
    paper = verbs.lock(actor=None, paper=drafted(office.city))
    with pytest.raises(Refused, match="không phải PDF"):
        verbs.upload_signed(actor=None, paper=paper, file=File("a.docx", b"PK\x03\x04"))
    large = File("a.pdf", b"%PDF-" + bytes(10 * 2**20))
    with pytest.raises(Refused, match="10 MB"):
        verbs.upload_signed(actor=None, paper=paper, file=large)
    assert Paper.objects.get(pk=paper.pk).state == State.LOCKED


def test_a_paper_from_before_the_system_keeps_its_number_and_scan(office) -> None:
    stated = Stated("decision", 57, date(2023, 3, 1), "Về việc cử đi bồi dưỡng", "Phạm Văn Long")
    paper = verbs.enter_back_dated(actor=None, body=office.city, stated=stated, scan=PDF)
    assert (str(paper), paper.back_dated, paper.content) == ("57/QĐ-UBND", True, None)
    assert reads.cited(paper).startswith("Quyết định số 57/QĐ-UBND ngày 01/03/2023")
    with pytest.raises(Refused, match="đã cấp cho văn bản khác"):
        verbs.enter_back_dated(actor=None, body=office.city, stated=stated, scan=PDF)


def test_what_a_room_above_does_happens_with_the_number_or_not_at_all(
    office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Registration enrols; where enrolling is refused no number is given."""
    enrolled: list[str] = []

    def enrol(_actor, paper: Paper) -> None:
        if enrolled:
            raise Refused("Lớp đã đủ chỗ")
        enrolled.append(str(paper))

    monkeypatch.setitem(_known, "tests", verbs.Effects(registered=enrol))
    first, second = signed(office.city, origin="tests"), signed(office.city, origin="tests")
    verbs.register(actor=None, paper=first, on=TODAY)
    with pytest.raises(Refused, match="đủ chỗ"):
        verbs.register(actor=None, paper=second, on=TODAY)
    assert enrolled == ["01/QĐ-UBND"]
    second.refresh_from_db()
    assert (second.state, second.number) == (State.SIGNED, None)
    third = verbs.register(actor=None, paper=signed(office.city), on=TODAY)
    assert third.number == 2


def test_papers_drawn_up_before_keep_the_name_the_body_had(office, registered) -> None:
    paper = registered()
    verbs.keep_body(
        actor=None,
        unit=office.units["HN"],
        name="Ủy ban nhân dân Thủ đô",
        symbol="UBND",
        place="Hà Nội",
    )
    assert IssuingBody.objects.get(pk=office.city.pk).name == "Ủy ban nhân dân Thủ đô"
    content = reads.content_of(reads.paper(paper.pk), TODAY)
    assert content.issuer.name == "Ủy ban nhân dân thành phố Hà Nội"
