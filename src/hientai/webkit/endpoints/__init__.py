"""What the API of every room shares: who may ask, the day, pages of lists, problems told.

router = Router(tags=["people"])

@router.get("/people", response=Paged[ListedOut], summary=_("Danh sách người"))
@asks("people:view")
def people(request: Visit, asked: Query[PeopleAsked]) -> Answer:
    return page_of(request, rows, asked, listed_as_data)
"""

from hientai.webkit.endpoints.asking import ANY_TOKEN, Answer, asks
from hientai.webkit.endpoints.fields import (
    Code,
    Day,
    Entry,
    Given,
    Name,
    Number,
    Text,
    Words,
    chosen,
)
from hientai.webkit.endpoints.paging import Asked, Paged, page_of
from hientai.webkit.endpoints.problems import (
    Problem,
    not_there,
    problem,
    problem_of,
    problem_of_entry,
)

__all__ = [
    "ANY_TOKEN",
    "Answer",
    "Asked",
    "Code",
    "Day",
    "Entry",
    "Given",
    "Name",
    "Number",
    "Paged",
    "Problem",
    "Text",
    "Words",
    "asks",
    "chosen",
    "not_there",
    "page_of",
    "problem",
    "problem_of",
    "problem_of_entry",
]
