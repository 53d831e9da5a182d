"""From a PlanRequest to a Day, or to every issue that keeps it from being one: one rule, one function, one code."""
