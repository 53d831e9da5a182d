"""Tags to law: :func:`law_of_tags` for one way, and the book that keeps every distinct law of an extract once."""

from collections import Counter
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphs.law.access import ACCESS_OF, Access, Admission, admission
from graphs.law.barriers import BARRIER_TABLE, GATE_CODE
from graphs.law.classes import ALL, BIT, MODES, VehicleClass
from graphs.law.edgelaw import OPEN, Condition, EdgeLaw
from graphs.law.limits import permille
from graphs.law.roadlaw import RoadLaw, TurnTable
from graphs.law.signed import CLASS_MODES, LIMIT_KEYS, SPEED_KEY, Limits, limits
from graphs.law.signs import BACKWARD, CONDITIONAL, FORWARD, Signs, Tags
from graphs.law.speeds import SMOOTHNESS_PCT, SURFACE_CODE, SURFACES


class WayLaw(NamedTuple):
    """The law along a way and against it."""

    forward: EdgeLaw
    backward: EdgeLaw


def _keys() -> frozenset[str]:
    modes = {mode for chain in MODES.values() for mode in chain}
    limited = {*LIMIT_KEYS, SPEED_KEY, *(f"{key}:{mode}" for key in (*LIMIT_KEYS, SPEED_KEY) for mode in CLASS_MODES)}
    oneway = {"oneway", *(f"oneway:{mode}" for mode in modes)}
    directed = {f"{key}{way}" for key in modes | limited | oneway for way in ("", f":{FORWARD}", f":{BACKWARD}")}
    plain = {"highway", "junction", "motorroad", "busway", "busway:left", "busway:right", "surface", "smoothness"}
    return frozenset(directed | {f"{key}{CONDITIONAL}" for key in directed} | plain | {"incline", "barrier", "locked"})


LAW_KEYS: frozenset[str] = _keys()
"""Every key that this package looks at, on ways and on nodes; a reader may drop all others before it calls."""


def law_of_tags(tags: Tags, unread: set[tuple[str, str]] | None = None) -> WayLaw:
    """Read the law of a way, along it and against it.

    Parameters
    ----------
    tags
        Tags of the way; whether it is a street at all is for :func:`graphs.tags.highway` to say.
    unread
        Takes up keys with values, or parts of values, that are about driving but were not understood.
    """
    unread = set() if unread is None else unread
    along, against = (_law(Signs(tags, direction, unread)) for direction in (FORWARD, BACKWARD))
    return WayLaw(along, replace(against, slope_permille=-against.slope_permille))


def law_of_node(tags: Tags, unread: set[tuple[str, str]] | None = None) -> EdgeLaw | None:
    """Read the law of passing a point on a way: a barrier, a low beam, a closed gate; None where anyone may pass.

    A barrier that lets all through still has a ``gate``, for the time it costs.
    """
    unread = set() if unread is None else unread
    kind = tags.get("barrier", "").replace(" ", "_")
    if kind and kind not in BARRIER_TABLE:
        unread.add(("barrier", kind))
        kind = "gate"
    signs = Signs(tags, FORWARD, unread)
    found = _through(kind, tags)
    signed = admission(signs)
    spoken = _spoken(tags)
    classes = found.classes & ~spoken | signed.classes & spoken
    law = _with_limits(
        EdgeLaw(
            classes=classes,
            private=found.private & ~spoken | signed.private & spoken,
            destination=signed.destination & spoken,
            gate=GATE_CODE[kind] if BARRIER_TABLE[kind].seconds or not classes else 0,
        ),
        limits(signs),
        tuple(signed.conditions),
    )
    return None if law == OPEN else law


def _through(kind: str, tags: Tags) -> Admission:
    """Who passes a barrier that no access tag speaks of."""
    barrier, found = BARRIER_TABLE[kind], Admission()
    found.set(ALL, barrier.access)
    if barrier.access is Access.OPEN and tags.get("locked") == "yes":
        found.set(ALL, Access.PERMIT)
    if barrier.access is Access.SHUT and barrier.carts_pass:
        found.set(BIT[VehicleClass.CART], Access.OPEN)
    return found


def _spoken(tags: Tags) -> int:
    """Classes that some access tag of a barrier speaks of."""
    named = {mode for chain in MODES.values() for mode in chain if tags.get(mode, "").lower() in ACCESS_OF}
    return sum(BIT[vehicle_class] for vehicle_class, chain in MODES.items() if named.intersection(chain))


def _law(signs: Signs) -> EdgeLaw:
    admitted = admission(signs)
    law = EdgeLaw(
        classes=admitted.classes,
        private=admitted.private,
        destination=admitted.destination,
        surface=_surface(signs.tags),
        slope_permille=permille(signs.tags.get("incline", "")) or 0,
    )
    return _with_limits(law, limits(signs), tuple(admitted.conditions))


def _with_limits(law: EdgeLaw, found: Limits, conditions: tuple[Condition, ...]) -> EdgeLaw:
    return replace(law, **found.plain, conditions=(*conditions, *found.conditions))


def _surface(tags: Tags) -> int:
    """Code of the surface; a rough ride makes a paved way no better than one of stones or gravel."""
    code = SURFACE_CODE.get(tags.get("surface", ""), 0)
    rough = SMOOTHNESS_PCT.get(tags.get("smoothness", ""))
    return max(code, SURFACES.index(rough)) if rough else code


class LawBook:
    """Every distinct law of an extract, numbered as it comes; the same tags are read once.

    ``unread`` counts keys with values that were not understood.
    """

    def __init__(self) -> None:
        self.unread: Counter[tuple[str, str]] = Counter()
        self._number: dict[EdgeLaw, int] = {}
        self._laws: list[EdgeLaw] = []
        self._ways: dict[tuple[tuple[str, str], ...], tuple[int, int, tuple[tuple[str, str], ...]]] = {}

    @property
    def laws(self) -> tuple[EdgeLaw, ...]:
        """The laws by their numbers."""
        return tuple(self._laws)

    def number(self, law: EdgeLaw) -> int:
        """Number of a law, a new one if it was never seen."""
        number = self._number.setdefault(law, len(self._laws))
        if number == len(self._laws):
            self._laws.append(law)
        return number

    def way(self, tags: Tags) -> tuple[int, int]:
        """Numbers of the laws along a way and against it; see :meth:`passable`."""
        key = tuple(sorted((name, value) for name, value in tags.items() if name in LAW_KEYS))
        known = self._ways.get(key)
        if known is None:
            unread: set[tuple[str, str]] = set()
            law = law_of_tags(dict(key), unread)
            known = self._ways[key] = (self.number(law.forward), self.number(law.backward), tuple(unread))
        self.unread.update(known[2])
        return known[:2]

    def passable(self, number: int) -> bool:
        """Whether anyone may ever drive under a law; edges of others need not be built."""
        return self._laws[number].passable

    def behind_gate(self, number: int, gate: int) -> int:
        """Number of the law of a road that ends at a barrier of the code ``gate``."""
        return self.number(self._laws[number].with_gate(gate))

    def node(self, tags: Tags) -> int | None:
        """Number of the law of passing a point, or None where anyone may pass without delay."""
        unread: set[tuple[str, str]] = set()
        law = law_of_node(tags, unread)
        self.unread.update(unread)
        return None if law is None else self.number(law)

    def road_law(self, code: NDArray[np.integer], turns: TurnTable | None = None) -> RoadLaw:
        """Bind the laws to edges: ``code`` gives the number for every edge of the graph, in its order."""
        return RoadLaw(code=code.astype(np.int32), laws=self.laws, turns=turns or TurnTable())
