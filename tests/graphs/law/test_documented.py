"""docs/roads.md says what the code does."""

from pathlib import Path

import pytest

from graphs.law.classes import MODES, TYPICAL, VehicleClass
from graphs.law.signed import LIMIT_KEYS

PAGE = (Path(__file__).parents[3] / "docs" / "roads.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("vehicle_class", VehicleClass)
def test_the_table_of_classes_is_that_of_the_code(vehicle_class: VehicleClass) -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| {vehicle_class} |"))
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    sizes = [
        round(float(cell.split()[0]) * scale) for cell, scale in zip(cells[2:7], (100,) * 3 + (1000,) * 2, strict=True)
    ]
    vehicle = TYPICAL[vehicle_class]
    assert sizes == [vehicle.height_cm, vehicle.width_cm, vehicle.length_cm, vehicle.gross_kg, vehicle.axle_kg]
    assert cells[7] == ", ".join(MODES[vehicle_class])
    assert cells[8] == ("yes" if vehicle.turns_round else "no")


@pytest.mark.parametrize("key", sorted({key.removesuffix(":physical") for key in LIMIT_KEYS}))
def test_every_limit_is_named(key: str) -> None:
    assert key in PAGE
