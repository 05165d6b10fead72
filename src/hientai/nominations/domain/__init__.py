"""States, overlaps, order and pasted text of nominations, decided without a database."""
