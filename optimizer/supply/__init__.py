"""Which load point feeds which demand, and how much of it fits one stop."""
