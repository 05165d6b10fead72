"""Pages of people: the list of the day (`listing`), one person (`record`), its parts (`panels`)."""
