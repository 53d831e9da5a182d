"""How good is the routing core: public instances x solvers x budgets x seeds, side by side with the open peers."""
