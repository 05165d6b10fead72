"""Pure vocabulary of the house: refusals, Vietnamese text, days and catalogues of codes."""
