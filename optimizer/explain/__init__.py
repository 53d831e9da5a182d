"""Why something is not served, and what would help."""
