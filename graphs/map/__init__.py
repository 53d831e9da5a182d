"""What people see of the roads: lines, tiles and directions."""
