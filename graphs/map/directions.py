"""What a driver is told on the way: streets, turns and distances, in Chinese and English, as data for the sheets."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np

from graphs.engine.pieces import Pieces
from graphs.geo import Floats, Plane, Position
from graphs.map.drawing import cut_line
from graphs.roads import ROAD_CLASSES, RoadClass, RoadGraph

LOOK_M = 15
"""A turn is judged by where the road runs so far before and after the junction, not by its last crooked metre."""


class Turn(StrEnum):
    """What to do at a junction."""

    START = "start"
    STRAIGHT = "straight"
    SLIGHT_LEFT = "slight_left"
    LEFT = "left"
    SHARP_LEFT = "sharp_left"
    SLIGHT_RIGHT = "slight_right"
    RIGHT = "right"
    SHARP_RIGHT = "sharp_right"
    BACK = "back"
    ARRIVE = "arrive"


_WORDS: dict[Turn, tuple[str, str]] = {
    Turn.START: ("Start", "出发，"),
    Turn.STRAIGHT: ("Continue", "直行"),
    Turn.SLIGHT_LEFT: ("Bear left", "靠左"),
    Turn.LEFT: ("Turn left", "左转"),
    Turn.SHARP_LEFT: ("Turn sharp left", "向左后方急转"),
    Turn.SLIGHT_RIGHT: ("Bear right", "靠右"),
    Turn.RIGHT: ("Turn right", "右转"),
    Turn.SHARP_RIGHT: ("Turn sharp right", "向右后方急转"),
    Turn.BACK: ("Turn round", "掉头"),
    Turn.ARRIVE: ("Arrive", "到达"),
}

_KINDS: dict[RoadClass, tuple[str, str]] = {
    RoadClass.MOTORWAY: ("the motorway", "高速公路"),
    RoadClass.MOTORWAY_LINK: ("the slip road", "匝道"),
    RoadClass.TRUNK_LINK: ("the slip road", "匝道"),
    RoadClass.PRIMARY_LINK: ("the slip road", "匝道"),
    RoadClass.SECONDARY_LINK: ("the slip road", "匝道"),
    RoadClass.TERTIARY_LINK: ("the slip road", "匝道"),
    RoadClass.SERVICE: ("the service road", "内部道路"),
}
_UNNAMED = ("the unnamed road", "无名道路")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One instruction: what to do at ``at``, and the street that is then followed for ``metres`` and ``seconds``."""

    turn: Turn
    street: str
    road_class: RoadClass
    metres: int
    seconds: int
    at: Position
    bridge: bool = False
    tunnel: bool = False

    @property
    def en(self) -> str:
        """The instruction in English."""
        if self.turn is Turn.ARRIVE:
            return f"Arrive at your destination on {self._name(0)}"
        verb = _WORDS[self.turn][0]
        onto = "on" if self.turn in {Turn.START, Turn.STRAIGHT} else "onto"
        over = " over the bridge" if self.bridge else " through the tunnel" if self.tunnel else ""
        return f"{verb} {onto} {self._name(0)}{over}, {distance(self.metres, ('m', 'km'))}"

    @property
    def zh(self) -> str:
        """The instruction in Chinese."""
        if self.turn is Turn.ARRIVE:
            return f"到达目的地，位于{self._name(1)}"
        verb = _WORDS[self.turn][1]
        into = "沿" if self.turn is Turn.START else "，沿" if self.turn is Turn.STRAIGHT else "进入"
        over = "过桥" if self.bridge else "过隧道" if self.tunnel else ""
        return f"{verb}{into}{self._name(1)}{over}行驶{distance(self.metres, ('米', '公里'))}"

    def _name(self, language: int) -> str:
        return self.street or _KINDS.get(self.road_class, _UNNAMED)[language]


@dataclass(frozen=True, slots=True, kw_only=True)
class Directions:
    """How to drive from one place to another.

    ``metres_by_class`` is the length on roads of each class, the longest first; its sum may differ from ``metres`` by
    rounding.
    """

    steps: tuple[Step, ...]
    metres: int
    seconds: int
    metres_by_class: dict[RoadClass, int]

    @property
    def streets(self) -> tuple[str, ...]:
        """Names of the streets in the order they are driven, streets without a name left out."""
        names = [step.street for step in self.steps[:-1] if step.street]
        return tuple(name for before, name in pairwise(["", *names]) if name != before)


def directions(roads: RoadGraph, plane: Plane, pieces: Pieces) -> Directions:
    """Describe a drive along pieces that follow one another.

    A new step begins where the driver has to do something: at a turn or another street. Going straight on, where the
    street keeps its name, is no instruction.
    """
    pieces = pieces[np.flatnonzero(pieces.dm > 0)] if (pieces.dm > 0).any() else pieces[:1]
    lines = [_metres(roads, plane, pieces, i) for i in range(len(pieces))]
    onward = np.bincount(roads.tail, minlength=roads.node_count)
    turns = [Turn.START]
    begins = [0]
    for i, (before, after) in enumerate(pairwise(pieces.edge.tolist()), start=1):
        back = bool(roads.twin[before] == after)
        # A way back along the street just driven is no choice.
        choice = int(onward[roads.head[before]]) - int(roads.twin[before] >= 0) > 1
        turn = Turn.BACK if back else _turn(lines[i - 1], lines[i]) if choice else Turn.STRAIGHT
        turns.append(turn)
        if turn is not Turn.STRAIGHT or _name_key(roads, before) != _name_key(roads, after):
            begins.append(i)
    spots = [*(line[0] for line in lines), lines[-1][-1]]
    steps = [
        _step(roads, pieces[np.arange(first, end)], turns[first], _position(plane, spots[first]))
        for first, end in pairwise([*begins, len(pieces)])
    ]
    steps.append(_step(roads, pieces[np.array([len(pieces) - 1])], Turn.ARRIVE, _position(plane, spots[-1])))
    dm = np.bincount(roads.road_class[pieces.edge], weights=pieces.dm, minlength=len(ROAD_CLASSES))
    by_class = {ROAD_CLASSES[code]: round(dm[code] / 10) for code in np.argsort(-dm, kind="stable") if dm[code] >= 5}
    return Directions(
        steps=tuple(steps),
        metres=round(int(pieces.dm.sum()) / 10),
        seconds=-(-int(pieces.ms.sum()) // 1000),
        metres_by_class=by_class,
    )


def _metres(roads: RoadGraph, plane: Plane, pieces: Pieces, i: int) -> Floats:
    """The line of a piece in flat metres, shape ``(points, 2)``."""
    line = cut_line(roads.line(int(pieces.edge[i])), plane, float(pieces.begin[i]), float(pieces.end[i]))
    return np.column_stack(plane.xy(line[:, 0], line[:, 1]))


def _name_key(roads: RoadGraph, edge: int) -> tuple[int, bool]:
    """What makes a street another one: its name, or where it has none, whether it is a slip road."""
    street = int(roads.street[edge])
    return street, street == 0 and ROAD_CLASSES[roads.road_class[edge]] in _KINDS


def _turn(before: Floats, after: Floats) -> Turn:
    """Judge the turn from one line into the next by their bearings near the junction."""
    coming, going = before[-1] - _along(before[::-1]), _along(after) - after[0]
    left = np.degrees(np.arctan2(coming[0] * going[1] - coming[1] * going[0], float(coming @ going)))
    size = abs(left)
    if size < 25:
        return Turn.STRAIGHT
    if size < 55:
        return Turn.SLIGHT_LEFT if left > 0 else Turn.SLIGHT_RIGHT
    if size < 125:
        return Turn.LEFT if left > 0 else Turn.RIGHT
    return Turn.SHARP_LEFT if left > 0 else Turn.SHARP_RIGHT


def _along(line: Floats) -> Floats:
    """The point :data:`LOOK_M` along a line, or its end."""
    far = np.r_[0.0, np.cumsum(np.hypot(*np.diff(line, axis=0).T))]
    return np.array([np.interp(LOOK_M, far, line[:, axis]) for axis in (0, 1)])


def _step(roads: RoadGraph, pieces: Pieces, turn: Turn, at: Position) -> Step:
    edge = int(pieces.edge[0])
    arrives = turn is Turn.ARRIVE
    return Step(
        turn=turn,
        street=roads.streets[roads.street[edge]],
        road_class=ROAD_CLASSES[roads.road_class[edge]],
        metres=0 if arrives else round(int(pieces.dm.sum()) / 10),
        seconds=0 if arrives else -(-int(pieces.ms.sum()) // 1000),
        at=at,
        bridge=bool(roads.bridge[edge]) and not arrives,
        tunnel=bool(roads.tunnel[edge]) and not arrives,
    )


def _position(plane: Plane, spot: Floats) -> Position:
    lon, lat = plane.lonlat(spot[:1], spot[1:])
    return Position(float(lon[0]), float(lat[0]))


def distance(metres: int, units: tuple[str, str]) -> str:
    """Metres as a driver reads them: to 10 m below a kilometre, to 100 m above."""
    if metres < 995:
        return f"{round(metres, -1) if metres >= 10 else metres} {units[0]}"
    return f"{metres / 1000:.1f} {units[1]}"
