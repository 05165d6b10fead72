"""Who falls under which decree on which day."""
