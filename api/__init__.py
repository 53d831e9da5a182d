"""The ways in: command line and HTTP service. They parse, call, and tell; all thinking is done below."""
