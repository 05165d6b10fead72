"""Pages of nominations: lists, the grid of one, its steps, one row; what other pages show."""
