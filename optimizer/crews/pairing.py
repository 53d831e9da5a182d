"""Which driver takes which vehicle today: one assignment for the whole pool, solved exactly as a minimum-cost flow.

Order of importance:

1. as many vehicles as possible go out, those first that the loads need most (:mod:`~optimizer.crews.worth`);
2. as many of the hours a vehicle could work as possible are covered, and reserve drivers stay at home: calling one up
   weighs as much as half a shift. So a reserve driver is paired with a vehicle that no first-batch driver can take, or
   for little of its shift only; whether the crew then drives is for routing to say, which knows what the call-up costs;
3. driver and vehicle are of the same firm, then of the same home;
4. the licence is no wider than needed: no A2 on a mini van while a C1 is free.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from optimizer.crews.eligibility import common_shifts, may_drive
from optimizer.crews.mismatch import mismatch
from optimizer.crews.slots import Slot, alike_drivers, alike_slots, slots_of
from optimizer.crews.worth import worth
from optimizer.model.crews import Crew, Crews
from optimizer.model.day import Day
from optimizer.model.drivers import Batch, Driver
from optimizer.model.loads import Loads
from optimizer.model.travel import TravelTable
from optimizer.model.units import HOUR
from optimizer.model.windows import TimeWindow
from optimizer.supply.flow import cheapest_flow

_PERCENT = 1000  # of a shift that is not covered: above any mismatch
_RESERVE = 50 * _PERCENT
_EMPTY = 10**9  # for each thousandth of worth that stays at home: above what all crews of a city can differ in the rest


@dataclass(frozen=True, slots=True)
class Match:
    """A driver group that can take a slot group, in these hours."""

    driver: int
    slot: int
    shift: TimeWindow


def pair(day: Day, travel: TravelTable, loads: Loads, *, seed: int) -> Crews:  # noqa: ARG001 (part of the agreed shape)
    """Pair drivers and vehicles for the day, in the order of the day's vehicles.

    The pairing is exact: ``seed`` has nothing to decide, and the same day gives the same crews.
    """
    value = worth(day, loads)
    slots, drivers = alike_slots(slots_of(day), value), alike_drivers(day)
    matches = {(match.driver, match.slot): match for match in _matches(day, drivers, slots)}
    if not matches:
        return Crews(crews=())
    flow = cheapest_flow(
        [len(group) for group in drivers],
        [len(group) for group in slots],
        {pair: _cost(drivers[match.driver][0], slots[match.slot][0], match.shift) for pair, match in matches.items()},
        [_EMPTY * potential for potential in _potentials(slots, value)],
    )
    return Crews(crews=_crews(day, flow, matches, drivers, slots))


def _matches(day: Day, drivers: Sequence[Sequence[Driver]], slots: Sequence[Sequence[Slot]]) -> list[Match]:
    """Every pair of groups that may work together, with the longest hours they share."""
    shared: dict[object, TimeWindow | None] = {}
    found = []
    for i, driver in enumerate(group[0] for group in drivers):
        for j, slot in enumerate(group[0] for group in slots):
            if not may_drive(driver, slot.vehicle):
                continue
            key = (driver.shifts, driver.whitelisted, slot.hours)
            if key not in shared:
                shared[key] = common_shift(day, driver, slot)
            if shift := shared[key]:
                found.append(Match(i, j, shift))
    return found


def common_shift(day: Day, driver: Driver, slot: Slot) -> TimeWindow | None:
    """Find the longest stretch that the driver can work in the slot, the earliest of equals; None if too short."""
    stretches = [
        part for window in common_shifts(driver, slot.vehicle, day.rules) if (part := window.overlap(slot.hours))
    ]
    long_enough = [part for part in stretches if part.length >= day.rules.min_crew_s]
    return max(long_enough, key=lambda part: (part.length, -part.opens), default=None)


def _potentials(slots: Sequence[Sequence[Slot]], value: Mapping[str, int]) -> list[int]:
    """Say what each slot could do, 1 to 1000: the worth of its vehicle for as many hours as it may work."""
    able = [value[group[0].vehicle.id] * (group[0].hours.length // HOUR) for group in slots]
    most = max([*able, 1])
    return [1 + 999 * each // most for each in able]


def _cost(driver: Driver, slot: Slot, shift: TimeWindow) -> int:
    idle = 100 * (slot.hours.length - shift.length) // max(slot.hours.length, 1)
    reserve = _RESERVE if driver.batch is Batch.RESERVE else 0
    return idle * _PERCENT + reserve + mismatch(driver, slot.vehicle)


def _crews(
    day: Day,
    flow: Mapping[tuple[int, int], int],
    matches: Mapping[tuple[int, int], Match],
    drivers: Sequence[Sequence[Driver]],
    slots: Sequence[Sequence[Slot]],
) -> tuple[Crew, ...]:
    """Name the members of the groups, each in the order of the day."""
    waiting = [iter(group) for group in drivers]
    empty = [iter(group) for group in slots]
    found = []
    for (i, j), crews in sorted(flow.items()):
        for _ in range(crews):
            driver, slot = next(waiting[i]), next(empty[j])
            crew_id = f"{slot.vehicle.id}-{slot.number}"
            found.append(Crew(id=crew_id, vehicle=slot.vehicle.id, driver=driver.id, shift=matches[i, j].shift))
    order = {vehicle: number for number, vehicle in enumerate(day.vehicles)}
    return tuple(sorted(found, key=lambda crew: (order[crew.vehicle], crew.shift)))
