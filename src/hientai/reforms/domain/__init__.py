"""Pure decisions about an act: its lines as read (``sheet``), who follows (``following``)."""
