"""The plan as people use it: dispatch sheets 派车单, map, timeline, totals, and the plan itself as a file."""
