"""Official papers: drafted from data, signed, numbered and registered, never overwritten."""
