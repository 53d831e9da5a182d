"""Who may drive what, and who should."""
