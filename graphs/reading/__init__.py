"""Road files in: extracts, graphs of other tools, downloads, and the cache of compiled graphs."""
