"""The Django toolkit of all rooms: guard, day, refusals, lists, panels, tags. It has no tables."""
