"""The search engine: a customizable contraction hierarchy, and travel times and paths out of it."""
