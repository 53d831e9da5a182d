"""The road benchmark: tables beside peers, reading beside osmnx, a large city, and the rule of periods."""
