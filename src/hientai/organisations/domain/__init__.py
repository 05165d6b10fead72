"""Pure decisions about units: dated events (``events``) and the sheet of units (``sheet``)."""
