"""Small routing problems: drops and crews made by hand, without supply or pairing in between."""

from collections.abc import Iterable

from optimizer.model.crews import Crew, Crews
from optimizer.model.demands import Priority
from optimizer.model.goods import Handling
from optimizer.model.loads import Drop, Line, Loads
from optimizer.model.windows import TimeWindow
from tests.builders import Town, clock, window


def drop(
    place: str,
    kilograms: int = 100,
    *,
    point: str = "market",
    good: str = "rice",
    windows: str = "00:00-24:00",
    due: str | None = None,
    ready: str = "00:00",
    priority: Priority = Priority.DAILY,
    handling: Handling = Handling.AMBIENT,
) -> Drop:
    return Drop(
        id=f"drop-{place}",
        place=place,
        load_points=(point,),
        lines=(Line(demand=f"{place}-{good}", good=good, quantity=kilograms),),
        grams=kilograms * 1000,
        litres=kilograms * 2,
        handlings=frozenset({handling}),
        priority=priority,
        windows=tuple(window(part) for part in windows.split(",")),
        due_s=None if due is None else clock(due),
        ready_s=clock(ready),
    )


def loads(*drops: Drop) -> Loads:
    return Loads(drops=drops, unserved=())


def crews(town: Town, pairs: Iterable[tuple[str, str]] = (("van", "Li"),), shift: str = "06:00-20:00") -> Crews:
    hours: TimeWindow = window(shift)
    return Crews(
        crews=tuple(
            Crew(id=f"{vehicle}/{driver}", vehicle=vehicle, driver=driver, shift=hours) for vehicle, driver in pairs
        )
    )
