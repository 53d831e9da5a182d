"""Seeded cities to plan in where no extract is at hand."""
