"""Changes find their edges, or say in both languages why not, and then none of them is in force."""

import numpy as np
import pytest

from graphs.changes.change import Area, Around, Change, Checkpoint, Closure, Edges, NamedRoad, Reversal, SlowDown, Where
from graphs.changes.resolve import resolve
from graphs.changes.say import Fault, InvalidChanges
from tests.graphs.changes.worlds import bridge_town, change, day, edge
from tests.graphs.grounds import at, ring


def square(x: float, y: float, half: float) -> Area:
    """A square round a point."""
    return Area((at(x - half, y - half), at(x + half, y - half), at(x + half, y + half), at(x - half, y + half)))


def names(where: Where) -> set[str]:
    """Letters of the edges that a closure touches."""
    roads = bridge_town()
    touched = set(day(roads, change(where=where)).touched("R1").tolist())
    pairs = ("AB", "BC", "BD", "DC", "CE")
    return {ends for pair in pairs for ends in (pair, pair[::-1]) if edge(roads, ends) in touched}


def faults(*changes: Change) -> tuple[Fault, ...]:
    """What is wrong with changes on the bridge town."""
    with pytest.raises(InvalidChanges) as caught:
        resolve(bridge_town(), changes)
    return caught.value.faults


def test_a_point_touches_what_lies_within_its_radius() -> None:
    """500 m along the bridge both its directions are within 50 m; at its end four more are."""
    assert names(Around(at(1500, 30), 50)) == {"BC", "CB"}
    assert names(Around(at(1000, 0), 10)) == {"AB", "BA", "BC", "CB", "BD", "DB"}
    assert names(Around(at(1500, 51), 52)) == {"BC", "CB"}


def test_a_polygon_touches_what_lies_in_it_or_crosses_it() -> None:
    """A square of 400 m on the bridge; one round D; a ring that ends where it began is the same."""
    assert names(square(1500, 0, 200)) == {"BC", "CB"}
    assert names(square(1000, 1500, 100)) == {"BD", "DB", "DC", "CD"}
    ring_closed = Area((*square(1500, 0, 200).ring, square(1500, 0, 200).ring[0]))
    assert names(ring_closed) == {"BC", "CB"}


def test_a_name_touches_all_roads_of_that_name_however_it_is_written() -> None:
    """山路 has two stretches; near D and B both, near C one."""
    assert names(NamedRoad("山路")) == {"BD", "DB", "DC", "CD"}
    assert names(NamedRoad(" 山 路 ")) == {"BD", "DB", "DC", "CD"}
    assert names(NamedRoad("山路", Around(at(2000, 0), 100))) == {"DC", "CD"}


def test_edges_by_number() -> None:
    """Exactly those, each once, in order."""
    assert day(bridge_town(), change(where=Edges((5, 2, 5)))).touched("R1").tolist() == [2, 5]


def test_a_checkpoint_touches_the_ways_in() -> None:
    """Round B: A to B, C to B and D to B lead in; round the middle of the bridge both directions lead through."""
    roads = bridge_town()
    found = day(roads, change(Checkpoint(wait_s=60), Around(at(1000, 0), 10))).touched("R1")
    assert set(found.tolist()) == {edge(roads, "AB"), edge(roads, "CB"), edge(roads, "DB")}
    found = day(roads, change(Checkpoint(wait_s=60), Around(at(1500, 0), 10))).touched("R1")
    assert set(found.tolist()) == {edge(roads, "BC"), edge(roads, "CB")}


def test_a_reversal_touches_one_way_streets_and_lays_the_opposite_edges() -> None:
    """A ring A, B, C, D driven one way: at B the stretches AB and BC turn; the base graph is left as it was."""
    roads = ring()
    found = day(roads, change(Reversal(), Around(at(1000, 0), 10)))
    assert len(found.touched("R1")) == 2
    assert found.base is roads
    assert found.roads.edge_count == 6
    assert found.roads.tail[4:].tolist() == roads.head[found.against].tolist()
    assert found.roads.head[4:].tolist() == roads.tail[found.against].tolist()
    closed_too = day(roads, change(Reversal(), Around(at(500, 0), 10)), change(where=Edges((0,)), name="R2"))
    assert closed_too.touched("R2").tolist() == [0, 4]


def test_without_a_reversal_the_roads_stay_the_same_object() -> None:
    """So that whatever was prepared for them still holds."""
    roads = bridge_town()
    assert day(roads, change()).roads is roads
    assert day(roads).roads is roads


def test_streets_that_a_change_touches() -> None:
    """By their names, each once."""
    found = day(bridge_town(), change(where=Around(at(1000, 0), 10)))
    assert set(found.streets("R1")) == {"南街", "嘉华大桥", "山路"}


def test_taking_a_change_back_leaves_the_others() -> None:
    """The day without R1 is the day that never had it."""
    roads = bridge_town()
    both = day(roads, change(), change(SlowDown(percent=50), NamedRoad("南街"), "R2"))
    left = both.without("R1")
    alone = day(roads, change(SlowDown(percent=50), NamedRoad("南街"), "R2"))
    assert [c.id for c in left.changes] == ["R2"]
    assert left.touched("R2").tolist() == alone.touched("R2").tolist()
    assert [c.id for c in both.changes] == ["R1", "R2"]


def test_a_polygon_that_crosses_itself() -> None:
    """A bow tie crosses itself in its middle, 1500 m east, 0 m north."""
    x = square(1500, 0, 100).ring
    (fault,) = faults(change(where=Area((x[0], x[2], x[1], x[3]))))
    middle = at(1500, 0)
    assert (fault.change, fault.part) == ("R1", "area")
    assert fault.message == (
        f"the polygon of change 'R1' crosses itself at {middle.lon:.6f}, {middle.lat:.1f}",
        f"变化“R1”的多边形在 {middle.lon:.6f}, {middle.lat:.1f} 处自相交",
    )
    assert fault.remedy == ("give its corners in the order in which one walks round it", "请按绕行顺序依次填写各角点")


def test_a_polygon_without_area() -> None:
    """Three corners on a line enclose nothing."""
    (fault,) = faults(change(where=Area((at(0, 0), at(1, 0), at(2, 0)))))
    assert fault.part == "area"


def test_a_change_that_touches_no_road_says_how_far_the_nearest_is() -> None:
    """500 m south of the bridge with a radius of 50 m: 450 m are missing."""
    (fault,) = faults(change(where=Around(at(1500, -500), 50)))
    assert fault.part == "where"
    assert fault.message == (
        "change 'R1' touches no road; the nearest is 450 m away",
        "变化“R1”没有涉及任何道路，最近的道路在 450 米外",
    )
    assert fault.remedy == (
        "check its position and coordinate system, or make its radius or polygon larger",
        "请核对位置和坐标系，或扩大半径、多边形",
    )


def test_a_name_that_is_not_on_the_map_is_answered_by_those_alike() -> None:
    """嘉华桥 is most like 嘉华大桥; a name like nothing gets advice."""
    (fault,) = faults(change(where=NamedRoad("嘉华桥")))
    assert fault.message == (
        "change 'R1' is on road '嘉华桥', and the map has no road of that name",
        "变化“R1”所在道路“嘉华桥”不在地图上",
    )
    assert fault.remedy == ("did you mean 嘉华大桥?", "是否指“嘉华大桥”？")
    (fault,) = faults(change(where=NamedRoad("Broadway")))
    assert fault.remedy == ("write the name as on the map, or give a position", "请按地图写道路名称，或填写坐标")


def test_an_edge_that_does_not_exist() -> None:
    """The bridge town has ten edges."""
    (fault,) = faults(change(where=Edges((3, 10))))
    assert fault.message == (
        "change 'R1' names edge 10, but edges are numbered from 0 to 9",
        "变化“R1”中的路段编号 10 不存在，编号为 0 到 9",
    )
    assert fault.remedy == ("take the number from the map that is in use", "请从当前使用的地图中取路段编号")


def test_a_reversal_where_nothing_is_one_way() -> None:
    """Every street of the bridge town is driven both ways."""
    (fault,) = faults(change(Reversal()))
    assert fault.message == (
        "change 'R1' reverses one-way streets, but touches none",
        "变化“R1”为单行反向，但范围内没有单行道",
    )
    assert fault.remedy == ("correct where it is, or close the street instead", "请改正位置，或改为道路封闭")


def test_everything_wrong_is_said_at_once() -> None:
    """A doubled id, a missing road and a point in the fields, in one go; the good change is not applied either."""
    found = faults(
        change(), change(name="R1"), change(where=NamedRoad("Broadway"), name="R2"),
        change(where=Around(at(0, -9000), 5), name="R3"),
    )  # fmt: skip
    assert [(fault.change, fault.part) for fault in found] == [("R1", "id"), ("R2", "road"), ("R3", "where")]
    assert found[0].message == ("two changes have the id 'R1'", "有两项变化的编号同为“R1”")
    assert found[0].remedy == ("give each its own id", "请改用不同编号")


def test_shares_of_a_slow_down_follow_what_lies_inside() -> None:
    """A circle of 100 m round the middle of a bridge of 1 km covers a fifth of it, both ways."""
    found = day(bridge_town(), change(SlowDown(percent=50), Around(at(1500, 0), 100)))
    assert np.allclose(found.shares[0], 0.2, atol=1e-3)


def test_a_closure_of_everything_is_a_closure_of_every_edge() -> None:
    """A polygon around the town."""
    found = day(bridge_town(), change(Closure(), square(1000, 500, 5000)))
    assert found.touched("R1").tolist() == list(range(10))
