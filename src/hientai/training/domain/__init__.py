"""Pure decisions about training: who belongs, who may go, how far a target is."""
