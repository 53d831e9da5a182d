"""A day in, a checked plan out. Start reading at :mod:`optimizer.plan`."""
