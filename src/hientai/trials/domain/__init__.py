"""Pure decisions of trials: who moves between two judgements, which limits read otherwise."""
