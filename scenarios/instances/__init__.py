"""Public routing instances: reading them, pricing what solvers make of them, writing solutions."""
