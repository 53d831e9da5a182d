"""The commands, one a file; each puts itself onto the command line with ``register``.

Heavy modules are imported inside the commands, so that ``--help`` and mistyped options answer at once.
"""
