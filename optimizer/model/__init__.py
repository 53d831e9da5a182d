"""The nouns of the field: frozen, whole, in integers. Everything else in the house speaks in them."""
