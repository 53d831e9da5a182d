"""From a planner's workbook, CSV folder or JSON to a PlanRequest, and from a Day back to any of them."""
