"""The programme contents of a scheme as drafts of programmes: its own words and clauses alone."""

from collections import Counter

from hientai.programmes.domain.drafts import Draft
from hientai.schemes.domain.goals import Programme
from hientai.schemes.domain.pack import Pack


def drafts_of(pack: Pack) -> list[Draft]:
    """A draft of each programme of a pack, to be compiled by the authority that issued it.

    Where several carry one title (that of a field), what each teaches stands beside it.
    """
    titles = Counter(programme.title for programme in pack.programmes)
    return [
        Draft(
            scheme=pack.scheme.slug,
            item=programme.id,
            title=_title(programme, titles[programme.title] > 1),
            clause=programme.clause,
            unit=pack.scheme.authority,
            contents=programme.contents,
            source=pack.scheme.number,
        )
        for programme in pack.programmes
    ]


def _title(programme: Programme, is_shared: bool) -> str:
    if is_shared and len(programme.contents) == 1:
        return f"{programme.title} – {programme.contents[0]}"
    return programme.title
