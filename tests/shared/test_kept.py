"""What is kept in Vietnamese is marked on a page and plain everywhere else."""

from django.template import engines

from hientai.shared.kept import Mixed, joined, kept
from hientai.webkit.cells import Lines, plain
from hientai.webkit.markup import cell_html

STEPS = joined(" → ", [Mixed(kept("Sở <duyệt>"), " (5 days)"), Mixed("sent")])
MARKED = '<span lang="vi">Sở &lt;duyệt&gt;</span> (5 days) → sent'


def test_a_mixed_text_is_marked_on_a_page() -> None:
    template = engines["django"].from_string("{{ told }}")
    assert template.render({"told": STEPS}) == cell_html(STEPS) == MARKED
    assert cell_html(Lines("Unit", kept("Sở"))).endswith('<span lang="vi">Sở</span></small>')


def test_a_mixed_text_is_plain_elsewhere() -> None:
    assert STEPS == "Sở <duyệt> (5 days) → sent"
    assert type(plain(STEPS)) is str
    assert not kept("")
