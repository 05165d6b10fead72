"""What a paper is, how its words are made, which number it gets and which steps it may take."""
