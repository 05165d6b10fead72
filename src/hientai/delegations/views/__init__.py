"""Pages of delegations and workshops."""
