"""Pages of notices, and of the background's jobs."""
