"""Seeded cities to plan in where no extract is at hand: a mountain city on two rivers, standing in for Chongqing."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from graphs.geo import Floats
from graphs.reading.compile import compile_roads
from graphs.reading.survey import UNIT, Survey
from graphs.reading.ways import BACKWARD, BOTH, FORWARD, Ways
from graphs.roads import CODE, ROAD_CLASSES, Ints, RoadClass, RoadGraph
from graphs.search import strong_part
from graphs.town.chongqing import BRIDGES, DISTRICTS
from graphs.town.land import Land
from graphs.town.motorways import Stretch, motorways
from graphs.town.signs import signs, tag_sets
from graphs.town.street_names import street_names, street_of
from graphs.town.streets import CROSSINGS, Net, street_net
from graphs.town.turn_signs import barriers, turn_signs

__all__ = ["DISTRICTS", "mountain_city", "survey_city"]

DEFAULT_NODES = 20_000
ONE_WAY_SHARE: Mapping[RoadClass, float] = {
    RoadClass.SECONDARY: 0.10,
    RoadClass.TERTIARY: 0.14,
    RoadClass.RESIDENTIAL: 0.16,
    RoadClass.LIVING_STREET: 0.2,
}
LIMIT_KPH: Mapping[RoadClass, int] = {
    RoadClass.MOTORWAY: 80,
    RoadClass.TRUNK: 70,
    RoadClass.PRIMARY: 60,
    RoadClass.SECONDARY: 50,
    RoadClass.TERTIARY: 40,
}
SIGNED_SHARE = 0.6
_BENDS = 4
"""Points between the ends of a winding street."""


def mountain_city(*, seed: int = 1, nodes: int = DEFAULT_NODES) -> RoadGraph:
    """Build a city on the ground of Chongqing: true rivers, ridges and district seats, invented streets.

    Parameters
    ----------
    seed
        The same seed gives the same city.
    nodes
        About how many junctions, at least 2,000; streets grow denser with it, the city keeps its size.

    Raises
    ------
    ValueError
        When ``nodes`` is too small for a city with all its bridges.
    """
    return compile_roads(survey_city(seed=seed, nodes=nodes), joined=False)


def survey_city(*, seed: int = 1, nodes: int = DEFAULT_NODES) -> Survey:
    """Survey the city as a map would have it: ways with all their tags, barriers and turn restrictions.

    The same parameters and errors as :func:`mountain_city`; :func:`graphs.reading.export.export_osm` writes it as a
    file. Every street runs from junction to junction, so that the city has as many junctions as were asked for.
    """
    if nodes < 2_000:
        raise ValueError(f"a mountain city needs at least 2000 nodes, not {nodes}")
    rng = np.random.default_rng([seed, nodes])
    land = Land(seed)
    net = street_net(land, nodes, rng)
    new, stretches = motorways(land, net.spot)
    spot = np.concatenate((net.spot, new))
    street, names = _streets(net, stretches, rng)
    ways = _openable(len(spot), _ways(land, net, stretches, street, rng))
    # Signs have luck of their own: the streets are those of a city without signs.
    chance = np.random.default_rng([seed, nodes, 1])
    ends = spot[ways.start], spot[ways.end]
    tagset, tagsets = tag_sets(signs(land, ways, ends, chance))
    point, lon, lat = _entries(land, spot, ways)
    return Survey(
        name=f"town:{seed}" if nodes == DEFAULT_NODES else f"town:{seed} ({nodes} nodes)",
        point=point,
        lon=lon,
        lat=lat,
        first=ways.shape_start,
        way=np.arange(1, len(ways.start) + 1),
        tagset=tagset,
        tagsets=tagsets,
        street=_one_by_name(ways.street, names),
        streets=tuple(dict.fromkeys(names)),
        barriers=barriers(ways, len(spot) + 1, chance),
        turns=turn_signs(ways, ends, chance),
    )


def _entries(land: Land, spot: Floats, ways: Ways) -> tuple[NDArray[np.int64], Floats, Floats]:
    """Number, longitude and latitude of the points of all ways: junctions first, then bends as they come."""
    point = np.zeros(len(ways.shape_lon), dtype=np.int64)
    first, last = ways.shape_start[:-1], ways.shape_start[1:] - 1
    point[first], point[last] = ways.start + 1, ways.end + 1
    bend = np.flatnonzero(point == 0)
    point[bend] = len(spot) + 1 + np.arange(len(bend))
    lon, lat = land.plane.lonlat(*spot.T)
    every = [ways.shape_lon.copy(), ways.shape_lat.copy()]
    for column, of_spot in zip(every, (lon, lat), strict=True):
        column[first], column[last] = of_spot[ways.start], of_spot[ways.end]
    # To the ten-millionth of a degree, as OpenStreetMap has them, so that a file holds the very same city.
    return point, np.rint(every[0] * UNIT) / UNIT, np.rint(every[1] * UNIT) / UNIT


def _one_by_name(street: Ints, names: list[str]) -> Ints:
    """Number streets by their names, where several have the same."""
    number = {name: i for i, name in enumerate(dict.fromkeys(names))}
    return np.array([number[name] for name in names], dtype=np.int32)[street]


def _streets(net: Net, stretches: list[Stretch], rng: np.random.Generator) -> tuple[Ints, list[str]]:
    """Street of every way, streets first, then motorways; and the names, of which the first is empty."""
    street = street_of(net.spot, net.start, net.end, net.road_class) + 1
    names = ["", *street_names(int(street.max()), net.road_class, street - 1, rng)]
    at = np.flatnonzero(net.crossing >= 0)
    street[at] = len(names) + np.arange(len(at))
    names += [CROSSINGS[crossing].name for crossing in net.crossing[at]]
    number = {"": 0}
    for stretch in stretches:
        if stretch.name not in number:
            number[stretch.name] = len(names)
            names.append(stretch.name)
    return np.concatenate((street, [number[stretch.name] for stretch in stretches])).astype(np.int32), names


def _ways(land: Land, net: Net, stretches: list[Stretch], street: Ints, rng: np.random.Generator) -> Ways:
    """All streets, then all motorways, with their lines in degrees."""
    street_start, street_xy = _street_lines(land, net, rng)
    points = np.array([len(stretch.line) for stretch in stretches], dtype=np.int64)
    xy = np.concatenate((street_xy, *(stretch.line for stretch in stretches)))
    lon, lat = land.plane.lonlat(*xy.T)
    road_class = np.concatenate((net.road_class, [stretch.road_class for stretch in stretches])).astype(np.uint8)
    bridge = (net.crossing >= 0) & (net.crossing < len(BRIDGES))
    tunnel = net.crossing >= len(BRIDGES)
    return Ways(
        start=np.concatenate((net.start, [stretch.start for stretch in stretches])).astype(np.int32),
        end=np.concatenate((net.end, [stretch.end for stretch in stretches])).astype(np.int32),
        direction=np.concatenate((_directions(net, street, rng), [s.direction for s in stretches])).astype(np.int8),
        road_class=road_class,
        max_kph=_limits(road_class, rng),
        bridge=np.concatenate((bridge, [stretch.bridge for stretch in stretches])).astype(np.bool_),
        tunnel=np.concatenate((tunnel, [stretch.tunnel for stretch in stretches])).astype(np.bool_),
        street=street,
        shape_start=np.concatenate((street_start, street_start[-1] + np.cumsum(points))),
        shape_lon=lon,
        shape_lat=lat,
    )


def _street_lines(land: Land, net: Net, rng: np.random.Generator) -> tuple[NDArray[np.int64], Floats]:
    """Where each street's points begin, and the points: straight on the flat, winding in the hills."""
    a, b = net.spot[net.start], net.spot[net.end]
    sway = net.length_m * (0.02 + 0.2 * land.steepness(*((a + b) / 2).T)) * (net.crossing < 0)
    sway = np.minimum(sway, 120)
    bent = sway > 3
    start = np.concatenate(([0], np.cumsum(np.where(bent, _BENDS + 2, 2))))
    xy = np.empty((int(start[-1]), 2))
    xy[start[:-1]], xy[start[1:] - 1] = a, b
    along = np.linspace(0, 1, _BENDS + 2)[None, 1:-1]
    arc, snake = rng.uniform(-1, 1, (2, int(bent.sum()), 1))
    aside = sway[bent, None] * (0.7 * arc * np.sin(np.pi * along) + 0.5 * snake * np.sin(2 * np.pi * along))
    forward = (b - a)[bent]
    normal = np.column_stack((-forward[:, 1], forward[:, 0])) / net.length_m[bent, None]
    inner = a[bent, None, :] + along[:, :, None] * forward[:, None, :] + aside[:, :, None] * normal[:, None, :]
    xy[start[:-1][bent, None] + np.arange(1, _BENDS + 1)] = inner
    return start, xy


def _directions(net: Net, street: Ints, rng: np.random.Generator) -> NDArray[np.int8]:
    """One-way streets, whole streets at a time, all stretches of a street the same way along its axis."""
    street = street[: len(net.start)]
    share = np.zeros(len(ROAD_CLASSES))
    for road_class, part in ONE_WAY_SHARE.items():
        share[CODE[road_class]] = part
    one_way = (rng.random(int(street.max()) + 1)[street] < share[net.road_class]) & (net.crossing < 0)
    step = net.spot[net.end] - net.spot[net.start]
    # Doubling the angles makes a stretch and its reverse point the same way, so that they do not cancel.
    double = (step[:, 0] + 1j * step[:, 1]) ** 2
    axis = np.bincount(street, weights=double.real) + 1j * np.bincount(street, weights=double.imag)
    angle = np.angle(axis)[street] / 2
    ahead = step[:, 0] * np.cos(angle) + step[:, 1] * np.sin(angle) >= 0
    return np.where(one_way, np.where(ahead, FORWARD, BACKWARD), BOTH).astype(np.int8)


def _limits(road_class: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Signed limits, on some of the larger roads."""
    limit = np.zeros(len(ROAD_CLASSES), dtype=np.uint8)
    for road, kph in LIMIT_KPH.items():
        limit[CODE[road]] = kph
    return np.where(rng.random(len(road_class)) < SIGNED_SHARE, limit[road_class], 0).astype(np.uint8)


def _openable(node_count: int, ways: Ways) -> Ways:
    """Open one-way streets both ways where they would cut a junction off from the rest."""
    forth, back = ways.direction != BACKWARD, ways.direction != FORWARD
    tail = np.concatenate((ways.start[forth], ways.end[back]))
    head = np.concatenate((ways.end[forth], ways.start[back]))
    strong = strong_part(node_count, tail, head)
    inside = strong[ways.start] & strong[ways.end]
    return replace(ways, direction=np.where(inside, ways.direction, BOTH).astype(np.int8))
