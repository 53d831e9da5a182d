"""The units every other file speaks in: whole numbers, with the unit in the name.

Floats, kilograms, tonnes, clock times and time zones exist at the edges only (``intake`` and ``dispatch``).
"""

Seconds = int
"""Seconds from 00:00 of the planning day, local time; may be negative (yesterday) or above 86,400 (tomorrow)."""
Metres = int
Millimetres = int
Grams = int
Litres = int
Cents = int
"""Hundredths of a yuan (分)."""

HOUR: Seconds = 3_600
DAY: Seconds = 86_400
TONNE: Grams = 1_000_000
