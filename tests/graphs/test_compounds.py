"""Compounds: places inside are entered by the gate, not over the wall."""

from pathlib import Path

import pytest

from graphs.compounds import NO_BARRIER
from graphs.geo import Position
from graphs.network import RoadNetwork
from graphs.profiles import VehicleClass
from graphs.reading.osm import read_roads
from graphs.snap import Snap
from tests.graphs.reading.test_osm import xml

LIGHT = VehicleClass.LIGHT
# A street 1 - 2 - 3 going east, a lane 3 - 6 - 1 round by the south; from 2 by 4 to 5 the road of the compound.
# The back street 1 - 7 - 8 - 3 runs 45 m north of 5, behind the wall.
NODES = {
    1: (106.500, 29.5000),
    2: (106.502, 29.5000),
    3: (106.504, 29.5000),
    4: (106.502, 29.5010),
    5: (106.5025, 29.5016),
    6: (106.502, 29.4980),
    7: (106.500, 29.5020),
    8: (106.504, 29.5020),
}
OUTSIDE = (
    ([1, 2, 3], {"highway": "residential", "name": "民生路"}),
    ([3, 6, 1], {"highway": "residential"}),
    ([1, 7, 8, 3], {"highway": "residential", "name": "后街"}),
)
HOME = Position(106.5026, 29.5016)


def roads_with(folder: Path, inner: dict[str, str], barrier: dict[str, str] | None = None) -> RoadNetwork:
    text = xml(*OUTSIDE, ([2, 4, 5], {"highway": "service", **inner}), nodes=NODES).decode()
    if barrier is not None:
        bare = "<node id='2' lon='106.502' lat='29.5' version='1'/>"
        assert bare in text
        tags = "".join(f"<tag k='{key}' v='{value}'/>" for key, value in barrier.items())
        text = text.replace(bare, bare.replace("/>", f">{tags}</node>"))
    (folder / "city.osm").write_text(text)
    return RoadNetwork(read_roads(folder / "city.osm"))


def snap_of(network: RoadNetwork, place: Position = HOME, *, limit_m: int = 500) -> Snap:
    return network.travel({"home": place}, [LIGHT], snap_limit_m=limit_m).snaps["home"]


@pytest.mark.parametrize(
    ("inner", "barrier", "kind"),
    [
        ({"access": "private"}, None, NO_BARRIER),
        ({"access": "private"}, {"barrier": "lift_gate"}, "lift_gate"),
        ({}, {"barrier": "gate", "access": "private"}, "gate"),
        ({}, {"barrier": "bollard"}, NO_BARRIER),
    ],
)
def test_a_place_inside_is_entered_by_the_gate(
    tmp_path: Path, inner: dict[str, str], barrier: dict[str, str] | None, kind: str
) -> None:
    """10 m from the inner road, 45 m from the back street behind the wall: vehicles stop at 2, some 187 m away."""
    snap = snap_of(roads_with(tmp_path, inner, barrier))
    assert snap.point == pytest.approx((106.502, 29.5), abs=1e-6)
    assert snap.gate == kind
    assert snap.moved_m == pytest.approx(187, abs=2)
    assert snap.refusal is None


def test_who_may_drive_in_does(tmp_path: Path) -> None:
    """An open gate, or none: beside the inner road itself."""
    for barrier in (None, {"barrier": "lift_gate"}):
        snap = snap_of(roads_with(tmp_path, {}, barrier))
        assert (snap.gate, snap.moved_m) == (None, 10)


def test_a_gate_farther_than_the_limit_is_none(tmp_path: Path) -> None:
    """With a limit of 100 m goods are carried from the back street."""
    snap = snap_of(roads_with(tmp_path, {"access": "private"}), limit_m=100)
    assert (snap.gate, snap.moved_m) == (None, 44)


def test_a_place_by_the_street_is_not_sent_to_the_gate_of_a_drive_beside_it(tmp_path: Path) -> None:
    """5 m from the street, on the very spot of a private road: no compound."""
    snap = snap_of(roads_with(tmp_path, {"access": "private"}), Position(106.502, 29.50005))
    assert (snap.gate, snap.moved_m) == (None, 6)
