"""Pages of places: divisions and their grid, a unit's answer, seats, panels of other pages."""
