"""What may stand in a person's dated record (`record`), decided without a database."""

from hientai.people.domain.record import (
    MAIN,
    PostSpan,
    Search,
    ended,
    main_post_on,
    read_places,
    refuse_degree,
    refuse_move,
    refuse_post,
    refuse_rating,
    refuse_span,
    refuse_strangers,
    search_of,
)

__all__ = [
    "MAIN",
    "PostSpan",
    "Search",
    "ended",
    "main_post_on",
    "read_places",
    "refuse_degree",
    "refuse_move",
    "refuse_post",
    "refuse_rating",
    "refuse_span",
    "refuse_strangers",
    "search_of",
]
