"""Pages and panels of trials: of a change of law, of an act over units, of an amendment."""
