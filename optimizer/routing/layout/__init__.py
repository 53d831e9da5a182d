"""From a routing problem to the arrays of the general core."""
