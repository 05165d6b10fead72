"""Pages of decisions: the register, one paper with its people, drafting, amending; panels."""
