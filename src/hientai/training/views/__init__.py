"""Pages of training: the list of turns to be matched."""
