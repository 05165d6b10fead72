"""Pages of training: targets, quotas, one person's answer, the list of turns to be matched."""
