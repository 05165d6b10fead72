"""Pure decisions of screening: who belongs, who may go, how far a target is."""
