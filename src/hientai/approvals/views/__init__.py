"""Pages of approvals: what awaits me, one submission, what was submitted, the routes."""
