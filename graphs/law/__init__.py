"""Road law: which vehicle may use which road, when, and how fast; read from tags, kept as data."""
