"""Reading, checking and comparing tables of a file, decided without a database."""
