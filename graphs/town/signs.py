"""Signs of the mountain city: what its streets carry in tags of OpenStreetMap, beside class and name.

Restrictions are about as many as in real extracts of large cities (a few in a hundred streets), but each kind is there:
weak bridges, low tunnels, centres without lorries, some only at rush hours, narrow lanes, steep ramps, rough tracks.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphs.geo import Floats
from graphs.reading.survey import Tags
from graphs.reading.ways import BACKWARD, BOTH, FORWARD, Ways
from graphs.roads import CODE, ROAD_CLASSES, Ints, RoadClass
from graphs.town.chongqing import DISTRICTS
from graphs.town.land import Land

RUSH_HOURS = "no @ (07:00-09:00,17:00-19:00)"
DAYTIME_ABOVE_7_5_T = "no @ (Mo-Fr 07:00-19:00 AND weight>7.5)"
MARKET_HOURS = "yes @ (06:00-12:00)"
CORE_M = 1_400
"""Lorries keep out of the side streets so near to the middle of one of the old centres."""
RUSH_M = 2_600
OLD_CENTRES = ("渝中", "江北", "南岸", "沙坪坝")
_STEEPEST_PCT = 12
_BRIDGE_LIMITS = ("", "20", "30", "40", "49")
_TUNNEL_LIMITS = ("", "4.5", "4.2", "3.8", "default")
_SIDE = (RoadClass.RESIDENTIAL, RoadClass.LIVING_STREET, RoadClass.SERVICE)


@dataclass(frozen=True, eq=False)
class Column:
    """One tag over all ways, ``values[code]``; an empty value stands for no tag, ``code`` has shape ``(ways,)``."""

    key: str
    values: tuple[str, ...]
    code: NDArray[np.integer]


def tag_sets(columns: list[Column]) -> tuple[Ints, tuple[Tags, ...]]:
    """Number the distinct sets of tags: the number of every way, and the sets."""
    mixed = np.zeros(len(columns[0].code), dtype=np.int64)
    for column in columns:
        mixed = mixed * len(column.values) + column.code
    _, first, number = np.unique(mixed, return_index=True, return_inverse=True)
    sets = []
    for way in first.tolist():
        tags = {column.key: column.values[int(column.code[way])] for column in columns}
        sets.append({key: value for key, value in tags.items() if value})
    return number.astype(np.int32), tuple(sets)


def signs(land: Land, ways: Ways, ends: tuple[Floats, Floats], rng: np.random.Generator) -> list[Column]:
    """Put up the signs of all ways.

    Parameters
    ----------
    ends
        Metres of the first and the last point of every way, each of shape ``(ways, 2)``.
    """
    luck = rng.random(int(ways.street.max()) + 1)[ways.street]
    return [
        Column("highway", tuple(str(road_class) for road_class in ROAD_CLASSES), ways.road_class),
        Column("oneway", ("", "yes", "-1"), _oneway(ways)),
        Column("maxspeed", _speeds(ways), np.unique(ways.max_kph, return_inverse=True)[1]),
        Column("bridge", ("", "yes"), ways.bridge.astype(np.int64)),
        Column("tunnel", ("", "yes"), ways.tunnel.astype(np.int64)),
        _incline(land, ways, ends),
        _surface(land, ways, ends, luck),
        *_crossings(ways, rng),
        *_centre(land, ways, ends, luck),
        *_lanes(ways, rng),
    ]


def _oneway(ways: Ways) -> NDArray[np.int64]:
    return np.where(ways.direction == FORWARD, 1, np.where(ways.direction == BACKWARD, 2, 0))


def _speeds(ways: Ways) -> tuple[str, ...]:
    return tuple(str(kph) if kph else "" for kph in np.unique(ways.max_kph))


def _is(ways: Ways, *classes: RoadClass) -> NDArray[np.bool_]:
    return np.isin(ways.road_class, [CODE[road_class] for road_class in classes])


def _incline(land: Land, ways: Ways, ends: tuple[Floats, Floats]) -> Column:
    """Slopes of at least 3 %, in whole per cent; bridges and tunnels are level."""
    rise_m = land.height_m(*ends[1].T) - land.height_m(*ends[0].T)
    run_m = np.maximum(np.hypot(*(ends[1] - ends[0]).T), 20)
    pct = np.clip(np.rint(100 * rise_m / run_m), -_STEEPEST_PCT, _STEEPEST_PCT).astype(np.int64)
    main = _is(ways, RoadClass.MOTORWAY, RoadClass.MOTORWAY_LINK, RoadClass.TRUNK)
    # Main roads are built level on piers and in cuttings.
    pct = np.where(main, np.clip(pct, -5, 5), pct) * ((np.abs(pct) > 2) & ~ways.bridge & ~ways.tunnel)
    values = tuple(f"{value}%" if value else "" for value in range(-_STEEPEST_PCT, _STEEPEST_PCT + 1))
    return Column("incline", values, pct + _STEEPEST_PCT)


def _surface(land: Land, ways: Ways, ends: tuple[Floats, Floats], luck: Floats) -> Column:
    country = land.density(*((ends[0] + ends[1]) / 2).T) < 0.08
    code = np.where(_is(ways, RoadClass.UNCLASSIFIED) & country & (luck < 0.25), 3, 0)
    code = np.where(_is(ways, RoadClass.SERVICE) & (luck < 0.3), 1, code)
    code = np.where(_is(ways, RoadClass.LIVING_STREET) & (luck < 0.4), 2, code)
    return Column("surface", ("", "concrete", "paving_stones", "gravel"), code)


def _crossings(ways: Ways, rng: np.random.Generator) -> list[Column]:
    """Weight limits of bridges and height limits of tunnels; motorways carry and let through whatever is legal."""
    count = int(ways.street.max()) + 1
    bridge = rng.choice(len(_BRIDGE_LIMITS), p=(0.4, 0.15, 0.2, 0.15, 0.1), size=count)[ways.street]
    tunnel = rng.choice(len(_TUNNEL_LIMITS), p=(0.2, 0.3, 0.2, 0.2, 0.1), size=count)[ways.street]
    street = ~_is(ways, RoadClass.MOTORWAY)
    weak = _is(ways, RoadClass.RESIDENTIAL) & (rng.random(count)[ways.street] < 0.015)
    return [
        Column(
            "maxweight",
            (*_BRIDGE_LIMITS, "10"),
            np.where(weak, len(_BRIDGE_LIMITS), np.where(ways.bridge & street, bridge, 0)),
        ),
        Column("maxheight", (*_TUNNEL_LIMITS, "2.5"), np.where(ways.tunnel & street, tunnel, _low(ways, rng))),
    ]


def _low(ways: Ways, rng: np.random.Generator) -> NDArray[np.int64]:
    """Service ways under buildings."""
    low = _is(ways, RoadClass.SERVICE) & (rng.random(len(ways.street)) < 0.01)
    return np.where(low, len(_TUNNEL_LIMITS), 0)


def _centre(land: Land, ways: Ways, ends: tuple[Floats, Floats], luck: Floats) -> list[Column]:
    """Who keeps out of the old centres, always and at some hours."""
    x, y = ((ends[0] + ends[1]) / 2).T
    seats = land.at(tuple(DISTRICTS[name] for name in OLD_CENTRES))
    far = np.min([np.hypot(x - cx, y - cy) for cx, cy in seats], axis=0)
    main = _is(ways, RoadClass.PRIMARY, RoadClass.SECONDARY) & ~ways.bridge & ~ways.tunnel
    lesser = _is(ways, RoadClass.TERTIARY)
    side = (far < CORE_M) & _is(ways, *_SIDE)
    plain = np.where(side & (luck < 0.35), 1, np.where(side & (luck < 0.6), 2, 0))
    timed = np.where((far < RUSH_M) & main & (luck < 0.4), 1, np.where((far < RUSH_M) & lesser & (luck < 0.3), 2, 0))
    market = _is(ways, RoadClass.TERTIARY) & (ways.direction == BOTH) & (luck > 0.97) & ~ways.bridge & ~ways.tunnel
    return [
        Column("hgv", ("", "no", "destination"), plain),
        Column("hgv:conditional", ("", RUSH_HOURS, DAYTIME_ABOVE_7_5_T), timed),
        Column("oneway:conditional", ("", MARKET_HOURS), market.astype(np.int64)),
    ]


def _lanes(ways: Ways, rng: np.random.Generator) -> list[Column]:
    """Lanes too narrow, bends too sharp and tracks too soft for some."""
    chance = rng.random((3, len(ways.street)))
    narrow = _is(ways, RoadClass.LIVING_STREET) & (chance[0] < 0.15)
    sharp = _is(ways, RoadClass.UNCLASSIFIED) & (chance[1] < 0.02)
    soft = _is(ways, RoadClass.UNCLASSIFIED) & (chance[2] < 0.03)
    return [
        Column("maxwidth", ("", "2.2"), narrow.astype(np.int64)),
        Column("maxlength", ("", "8"), sharp.astype(np.int64)),
        Column("maxaxleload", ("", "6"), soft.astype(np.int64)),
    ]
