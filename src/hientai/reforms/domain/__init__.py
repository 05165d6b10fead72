"""Pure decisions about an act: its lines as read (``sheet``), who follows (``following``), two days
side by side (``lines``)."""
