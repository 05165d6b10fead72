"""What screening says: the words of answers and figures, and a person as a line of a list."""
