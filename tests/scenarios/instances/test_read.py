"""Reading instances: what each form means, and what is said of files that cannot be."""

import gzip
from pathlib import Path

import pytest

from optimizer.model.findings import Issue, UnreadableInput
from optimizer.model.routing_nouns import Pair
from optimizer.model.routing_plane import DENSE_LIMIT, Rounding
from scenarios.instances.read import read_problem
from tests.scenarios.instances.small import window

CVRP = """NAME : tiny
COMMENT : "by hand"
TYPE : CVRP
DIMENSION : 3
EDGE_WEIGHT_TYPE : EUC_2D
CAPACITY : 10
NODE_COORD_SECTION
1 0 0
2 1 1
3 3 4
DEMAND_SECTION
1 0
2 4
3 6
DEPOT_SECTION
 1
 -1
EOF
"""
SOLOMON = """c1

VEHICLE
NUMBER     CAPACITY
  2         20

CUSTOMER
CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE TIME

    0      0   0    0   0   100   0
    1      1   1    7   5    50   3
"""
LI_LIM = """2\t20\t1
0\t0\t0\t0\t0\t100\t0\t0\t0
1\t1\t1\t-7\t5\t50\t3\t2\t0
2\t3\t4\t7\t0\t50\t3\t0\t1
"""
FLEET = """NAME: fleet
TYPE: SDVRPTW
EDGE_WEIGHT_TYPE: EUC_2D
DIMENSION: 3
VEHICLES: 3
VEHICLES_MAX_DURATION: 2.5
NODE_COORD_SECTION
1 0 0
2 1 1
3 3 4
DEMAND_SECTION
1 0
2 4
3 6
SERVICE_TIME_SECTION
1 0
2 0.5
3 1
TIME_WINDOW_SECTION
1 0 9
2 1 2
3 0 9
CAPACITY_SECTION
1 10
2 20
3 10
VEHICLES_ALLOWED_CLIENTS_SECTION
1 2
2 2 3
3 2
EOF
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "it.txt"
    path.write_text(text, encoding="utf-8")
    return path


def issue(path: Path) -> Issue:
    with pytest.raises(UnreadableInput) as caught:
        read_problem(path)
    return caught.value.issue


def test_cvrp_rounds_to_the_nearest(tmp_path: Path) -> None:
    """The root of 2 is 1; from (1, 1) to (3, 4) it is the root of 13: 4; from the depot 5."""
    problem = read_problem(written(tmp_path, CVRP))
    assert problem.distance is not None
    assert problem.distance.tolist() == [[0, 1, 5], [1, 0, 4], [5, 4, 0]]
    assert [client.delivery for client in problem.clients] == [(4,), (6,)]
    (kind,) = problem.vehicle_types
    assert (kind.capacity, kind.count, kind.shift) == ((10,), None, None)


def test_gzip_and_another_convention(tmp_path: Path) -> None:
    """The root of 2 times 1,000 is 1,414."""
    path = tmp_path / "tiny.vrp.gz"
    path.write_bytes(gzip.compress(CVRP.encode()))
    problem = read_problem(path, convention="exact")
    assert problem.distance is not None
    assert (int(problem.distance[0, 1]), problem.units) == (1414, 1000)


def test_solomon_keeps_one_decimal_cut_off(tmp_path: Path) -> None:
    """The root of 2 is 1.4142: 14; times are tenfold; the window of the depot is the shift."""
    problem = read_problem(written(tmp_path, SOLOMON))
    assert problem.distance is not None
    assert problem.plane is not None
    assert problem.plane.rounding is Rounding.TRUNCATED
    assert int(problem.distance[0, 1]) == 14
    (one,) = problem.clients
    assert (one.delivery, one.windows, one.service) == ((7,), (window(50, 500),), 30)
    (kind,) = problem.vehicle_types
    assert (kind.count, kind.capacity, kind.shift) == (2, (20,), window(0, 1000))


def test_li_lim_pairs(tmp_path: Path) -> None:
    """Task 2 is picked up and brought to task 1."""
    problem = read_problem(written(tmp_path, LI_LIM))
    assert problem.pairs == (Pair(pickup=1, delivery=0, amount=(7,)),)
    assert [client.delivery for client in problem.clients] == [(0,), (0,)]
    assert problem.units == 1000


def test_vehicles_alike_become_a_type_that_remembers_its_numbers(tmp_path: Path) -> None:
    """Vehicles 1 and 3 carry 10 and serve client 0 alone; vehicle 2 serves both."""
    problem = read_problem(written(tmp_path, FLEET))
    small, large = problem.vehicle_types
    assert (small.count, small.numbers, small.capacity) == (2, (0, 2), (10,))
    assert (large.count, large.numbers, large.max_duration) == (1, (1,), 2500)
    assert [client.vehicle_types for client in problem.clients] == [None, frozenset({1})]
    assert problem.clients[0].service == 500


def test_explicit_weights_may_be_a_triangle(tmp_path: Path) -> None:
    """1; 2 3 below the diagonal."""
    text = CVRP.replace("EUC_2D", "EXPLICIT\nEDGE_WEIGHT_FORMAT : LOWER_ROW\nEDGE_WEIGHT_SECTION\n1\n2 3")
    problem = read_problem(written(tmp_path, text))
    assert problem.distance is not None
    assert problem.distance.tolist() == [[0, 1, 2], [1, 0, 3], [2, 3, 0]]


def test_very_large_problems_have_no_matrix_but_the_same_distances(tmp_path: Path) -> None:
    """One location more than the limit, on a line: the last is as far as its number."""
    n = DENSE_LIMIT + 1
    head = f"NAME : long\nTYPE : CVRP\nDIMENSION : {n}\nCAPACITY : 9\nEDGE_WEIGHT_TYPE : EUC_2D\nNODE_COORD_SECTION\n"
    places = "".join(f"{k} {k - 1} 0\n" for k in range(1, n + 1))
    demands = "DEMAND_SECTION\n1 0\n" + "".join(f"{k} 1\n" for k in range(2, n + 1))
    problem = read_problem(written(tmp_path, head + places + demands + "DEPOT_SECTION\n1\n-1\nEOF\n"))
    assert problem.distance is None
    assert problem.distances([0, 5], n - 1).tolist() == [n - 1, n - 6]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """The system's reason."""
    found = issue(tmp_path / "none.vrp")
    assert (found.code, found.message.en) == ("E6001", "none.vrp: cannot be opened (No such file or directory)")


@pytest.mark.parametrize(
    ("content", "en"),
    [
        (b"\x1f\x8bnonsense", "is no valid gzip"),
        (gzip.compress(CVRP.encode())[:-12], "is a broken gzip"),
        (b"NAME : \xff\xfe", "is no text in UTF-8"),
    ],
)
def test_a_file_that_is_no_text(tmp_path: Path, content: bytes, en: str) -> None:
    """Broken in three ways."""
    (tmp_path / "bad").write_bytes(content)
    found = issue(tmp_path / "bad")
    assert (found.code, found.message.en) == ("E6001", f"bad: {en}")


def test_a_form_we_do_not_know(tmp_path: Path) -> None:
    """Any text."""
    found = issue(written(tmp_path, "hello\nworld\n"))
    assert (found.code, found.message.en) == ("E6002", "it.txt: is neither VRPLIB, Solomon nor Li & Lim")


@pytest.mark.parametrize(
    ("form", "old", "new", "en", "zh"),
    [
        (CVRP, "2 4\n", "2 four\n", "it.txt, line 13: 'four' is no number", "it.txt 第 13 行：'four' 不是数字"),
        (CVRP, "2 4\n", "2 nan\n", "it.txt, line 13: 'nan' is too large a number", "数字 'nan' 过大"),
        (CVRP, "2 4\n", "2 4.5\n", "line 13: 4.5 is no whole number", "4.5 不是整数"),
        (CVRP, "2 4\n", "2 -4\n", "line 13: -4 is below 0", "-4 小于 0"),
        (CVRP, "2 4\n", "2\n", "line 13: has 1 columns, where 2 are due", "只有 1 列，应有 2 列"),
        (CVRP, "2 4\n", "", "DEMAND_SECTION has 2 rows, where 3 are due", "DEMAND_SECTION 有 2 行，应为 3 行"),
        (CVRP, "2 4\n", "9 4\n", "row 9 of DEMAND_SECTION stands where 2 is due", "行号 9 应为 2"),
        (CVRP, "1 0\n2 4", "1 5\n2 4", "line 12: the depot has a demand", "车场不应有需求"),
        (CVRP, " 1\n -1", " 2\n -1", "the depots are [2], not the first nodes", "车场 [2] 不是最前面的节点"),
        (CVRP, "CAPACITY : 10\n", "", "has no CAPACITY", "缺少 CAPACITY"),
        (CVRP, "CAPACITY : 10\n", "CAPACITY : 1\nCAPACITY : 2\n", "CAPACITY stands there twice", "CAPACITY 重复出现"),
        (CVRP, "NAME : tiny", "7 : tiny", "'7' stands outside a section", "'7' 不在任何段中"),
        (CVRP, "DIMENSION : 3", "DIMENSION : 2000000", "DIMENSION 2000000 is too large", "DIMENSION 2000000 过大"),
        (FLEET, "1 2\n2 2 3\n3 2", "1 2\n2 2 4\n3 2", "names node 4, where 3 exist", "节点 4 不存在（共 3 个）"),
        (FLEET, "2 1 2\n", "2 2 1\n", "the time window 2-1 closes before it opens", "时间窗 2-1 起止颠倒"),
        (SOLOMON, "    1      1", "    2      1", "number 2 stands where 1 is due", "编号 2 应为 1"),
        (SOLOMON, "    1      1   1    7   5    50   3\n", "", "has no vehicles or no customers", "没有车辆或客户"),
        (LI_LIM, "3\t2\t0", "3\t0\t0", "is neither a pickup nor a delivery", "既不是取货也不是送货"),
        (LI_LIM, "3\t2\t0", "3\t9\t0", "task 9 does not name it as its pair", "任务 9 未与之配对"),
        (LI_LIM, "\t-7\t", "\t-6\t", "picks up 7, task 1 delivers another amount", "取货量 7 与任务 1 的送货量不符"),
    ],
)
def test_what_cannot_be_is_said_with_its_line(  # noqa: PLR0917 - the columns of the table above
    tmp_path: Path, form: str, old: str, new: str, en: str, zh: str
) -> None:
    """One change to a good file each."""
    assert old in form
    found = issue(written(tmp_path, form.replace(old, new, 1)))
    assert found.code == "E6003"
    assert en in found.message.en
    assert zh in found.message.zh


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("TYPE : CVRP", "TYPE : ORIENTEERING", "TYPE ORIENTEERING"),
        ("EUC_2D", "GEO", "EDGE_WEIGHT_TYPE GEO"),
        ("EUC_2D", "EXPLICIT\nEDGE_WEIGHT_FORMAT : SPIRAL", "EDGE_WEIGHT_FORMAT SPIRAL"),
        ("DEMAND_SECTION", "MOOD_SECTION\n1 2\nDEMAND_SECTION", "MOOD_SECTION"),
        ("CAPACITY : 10", "CAPACITY : 10\nMOOD : good", "MOOD"),
    ],
)
def test_what_we_do_not_know_is_not_passed_over(tmp_path: Path, old: str, new: str, what: str) -> None:
    """Else we would solve another problem than the one meant."""
    found = issue(written(tmp_path, CVRP.replace(old, new, 1)))
    assert (found.code, what in found.message.en, what in found.message.zh) == ("E6004", True, True)
