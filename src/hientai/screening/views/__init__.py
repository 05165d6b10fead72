"""Pages of screening: targets, quotas, tables, one person's answer."""
