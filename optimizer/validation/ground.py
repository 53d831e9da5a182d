"""What the rules about roads look at: a day, its travel times, and where each place stands in the input."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from graphs.changes.say import Said
from graphs.geo import CoordinateSystem
from graphs.snap import Refusal, Snap
from graphs.travel import TravelTimes
from optimizer.intake.request import PlanRequest, Record
from optimizer.model.day import Day
from optimizer.model.findings import Where

Causes = Mapping[str, Mapping[str, Said]]
"""Why vehicles of a profile do not reach a place; nothing for those of which nothing is known."""


class Ground(NamedTuple):
    """What the rules look at; ``rows`` says by place id where a place stands in the input."""

    day: Day
    travel: TravelTimes
    rows: Mapping[str, Record]
    likely: CoordinateSystem
    causes: Causes

    def where(self, place: str, key: str | None) -> Where:
        """Where a place, or a cell of it, stands in the input; nowhere for a day that came from no input."""
        record = self.rows.get(place)
        return Where() if record is None else record.where(key)

    def snaps(self, refusal: Refusal | None) -> Iterator[tuple[str, Snap]]:
        """Places that met this refusal, or None."""
        return ((place, snap) for place, snap in self.travel.snaps.items() if snap.refusal is refusal)


def rows_of(request: PlanRequest) -> dict[str, Record]:
    """Where each place stands in the input."""
    return {_id(record): record for record in request.records("places")}


def _id(record: Record) -> str:
    raw = record.cells.get("id")
    return str(int(raw)) if isinstance(raw, float) and raw.is_integer() else str(raw).strip()
