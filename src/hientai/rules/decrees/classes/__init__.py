"""What holds of classes and delegations: completion, classification, days to object and report."""
