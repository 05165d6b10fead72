"""Pure decisions about places: who gets one, how they are divided, who is told of what."""
