"""How words are read that the texts do not explain."""
