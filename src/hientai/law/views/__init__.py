"""Pages of the law: what is in force on a day, one parameter over time, corrections."""
