"""Roads in, travel times out; knows no orders and no drivers."""
