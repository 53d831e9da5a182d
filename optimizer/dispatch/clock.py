"""Seconds, grams and metres as people write them: the edge where floats and clock times begin."""

from fractions import Fraction

from optimizer.model.units import DAY, HOUR, TONNE, Grams, Metres, Seconds


def clock(moment: Seconds) -> str:
    """Give the clock time of a moment, ``08:05``; ``00:30 +1`` on the next day, ``23:50 -1`` on the day before.

    Seconds are cut off, as on any clock: 08:05:59 shows 08:05.
    """
    day, rest = divmod(moment, DAY)
    text = f"{rest // HOUR:02d}:{rest % HOUR // 60:02d}"
    return text if day == 0 else f"{text} {day:+d}"


def closing(moment: Seconds) -> str:
    """Give the clock time at which something closes: as :func:`clock`, but midnight ends the day as ``24:00``."""
    return "24:00" if moment == DAY else clock(moment)


def duration(seconds: Seconds) -> str:
    """Give a stretch of time as hours and minutes, ``1:05``, rounded to the nearest minute."""
    minutes = (seconds + 30) // 60
    return f"{minutes // 60}:{minutes % 60:02d}"


def kilograms(grams: Grams) -> float:
    """Give kilograms, to the gram."""
    return grams / 1000


def kilograms_text(grams: Grams) -> str:
    """Give kilograms as text, without needless zeros: ``1,800``, ``0.25``."""
    text = f"{grams / 1000:,.3f}"
    return text.rstrip("0").rstrip(".")


def tonnes(grams: Grams) -> float:
    """Give tonnes, to the gram."""
    return grams / TONNE


def kilometres(metres: Metres) -> float:
    """Give kilometres, to the metre."""
    return metres / 1000


def hours(seconds: Seconds) -> float:
    """Give hours as a number, for sums in a sheet."""
    return seconds / HOUR


def share(part: int, whole: int) -> float:
    """Give a part of a whole as a fraction of 1; of nothing, 0."""
    return float(Fraction(part, whole)) if whole else 0.0
