"""Figures as people read them: clock times and weights."""

from optimizer.model.units import HOUR, TONNE, Grams, Seconds


def clock(seconds: Seconds) -> str:
    """Time of day, "08:05"; hours beyond midnight count on, "25:30" is half past one tomorrow."""
    sign, minutes = ("-", -seconds // 60) if seconds < 0 else ("", seconds // 60)
    return f"{sign}{minutes // (HOUR // 60):02d}:{minutes % 60:02d}"


def weight(grams: Grams) -> str:
    """Kilograms below a tonne, tonnes from there on, without idle zeros."""
    amount, unit = (grams / TONNE, "t") if grams >= TONNE else (grams / 1000, "kg")
    return f"{amount:.3f}".rstrip("0").rstrip(".") + f" {unit}"
