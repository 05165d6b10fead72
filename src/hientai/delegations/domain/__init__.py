"""Delegations and workshops, pure: where one stands, countries, kinds of cost, when to report."""
