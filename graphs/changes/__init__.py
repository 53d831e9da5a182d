"""What a planner knows about roads today: closures, limits, slow-downs, checkpoints, zones, reversals, green lanes."""
