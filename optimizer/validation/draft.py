"""A day as far as it could be read: every noun with the row it came from, for the rules to look at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from optimizer.intake.request import PlanRequest
from optimizer.intake.schema import SHEETS
from optimizer.model.day import Day
from optimizer.model.demands import Demand
from optimizer.model.drivers import Driver
from optimizer.model.findings import Issue
from optimizer.model.goods import Good, Stock
from optimizer.model.papers import HealthTest, Pass, RoadChange
from optimizer.model.places import Place
from optimizer.model.vehicles import Vehicle
from optimizer.validation import nouns
from optimizer.validation.cells import Row, rows_of_table
from optimizer.validation.nouns import Settings
from optimizer.validation.plates import normal_plate

Noun = TypeVar("Noun")


@dataclass(frozen=True, slots=True)
class Entry(Generic[Noun]):
    """A noun and its row."""

    noun: Noun
    row: Row


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What could be read of a request.

    ``rows`` holds all rows by key of the sheet, also the broken ones; the other parts only what is whole. An id that
    occurs twice stands twice in them.
    """

    request: PlanRequest
    settings: Settings
    rows: Mapping[str, tuple[Row, ...]]
    places: tuple[Entry[Place], ...]
    goods: tuple[Entry[Good], ...]
    stocks: tuple[Entry[Stock], ...]
    demands: tuple[Entry[Demand], ...]
    vehicles: tuple[Entry[Vehicle], ...]
    drivers: tuple[Entry[Driver], ...]
    passes: tuple[Entry[Pass], ...]
    tests: tuple[Entry[HealthTest], ...]
    road_changes: tuple[Entry[RoadChange], ...]

    def by_id(self, key: str) -> dict[str, Row]:
        """Give the first row of every id of a sheet, also of broken rows: what references may point to."""
        found: dict[str, Row] = {}
        for row in self.rows[key]:
            if row.id is not None:
                found.setdefault(row.id, row)
        return found


def draft_of(request: PlanRequest) -> tuple[Draft, tuple[Issue, ...]]:
    """Give the draft, and an issue for every cell that cannot be read."""
    rows: dict[str, tuple[Row, ...]] = {}
    issues: list[Issue] = []
    for sheet in SHEETS:
        table = request.tables.get(sheet.key)
        rows[sheet.key], found = rows_of_table(table) if table else ((), ())
        issues.extend(found)
    rows["passes"] = _passes_by_vehicle_id(rows)
    settings = nouns.settings_of(next(iter(rows["settings"]), None), request.source)
    places = _entries(rows["places"], lambda row: nouns.place_of(row, settings))
    windows = {entry.noun.id: entry.noun.windows for entry in places}
    draft = Draft(
        request=request,
        settings=settings,
        rows=rows,
        places=places,
        goods=_entries(rows["goods"], nouns.good_of),
        stocks=_entries(rows["stocks"], nouns.stock_of),
        demands=_entries(rows["demands"], lambda row: nouns.demand_of(row, windows.get(row.values["place"]))),
        vehicles=_entries(rows["vehicles"], lambda row: nouns.vehicle_of(row, settings)),
        drivers=_entries(rows["drivers"], lambda row: nouns.driver_of(row, settings)),
        passes=_entries(rows["passes"], lambda row: nouns.pass_of(row, settings)),
        tests=_entries(rows["tests"], lambda row: nouns.test_of(row, settings)),
        road_changes=_entries(rows["road_changes"], lambda row: nouns.road_change_of(row, settings)),
    )
    return draft, tuple(issues)


def day_of(draft: Draft) -> Day:
    """Give the day, once no error was found in its draft."""
    return Day(
        name=draft.settings.name,
        date=draft.settings.date,
        rules=draft.settings.rules,
        places={entry.noun.id: entry.noun for entry in draft.places},
        goods={entry.noun.id: entry.noun for entry in draft.goods},
        stocks=tuple(entry.noun for entry in draft.stocks),
        demands={entry.noun.id: entry.noun for entry in draft.demands},
        vehicles={entry.noun.id: entry.noun for entry in draft.vehicles},
        drivers={entry.noun.id: entry.noun for entry in draft.drivers},
        passes=tuple(entry.noun for entry in draft.passes),
        tests=tuple(entry.noun for entry in draft.tests),
        road_changes=tuple(entry.noun for entry in draft.road_changes),
    )


def _entries(rows: tuple[Row, ...], build: Callable[[Row], Noun]) -> tuple[Entry[Noun], ...]:
    return tuple(Entry(build(row), row) for row in rows if not row.broken)


def _passes_by_vehicle_id(rows: Mapping[str, tuple[Row, ...]]) -> tuple[Row, ...]:
    """Put ids for plates: passes may name a vehicle by its plate, however it is written."""
    ids = {row.id for row in rows["vehicles"]}
    by_plate = {normal_plate(row.values["plate"]): row.id for row in rows["vehicles"] if "plate" in row.values}
    return tuple(
        replace(row, values={**row.values, "vehicle": by_plate[normal_plate(named)]})
        if (named := row.values.get("vehicle")) not in ids and named is not None and normal_plate(named) in by_plate
        else row
        for row in rows["passes"]
    )
