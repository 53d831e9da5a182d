"""A plan under way: what changes of the day do to it."""
