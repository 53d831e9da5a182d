"""One way driven, longhand: worked by hand."""

import numpy as np

from optimizer.model.routing_nouns import Profiles
from optimizer.model.routing_plane import NO_WAY
from optimizer.model.routing_rules import RestRule
from scenarios.instances.driving import drive_at
from tests.scenarios.instances.small import client, kind, problem


def test_nobody_rests_for_a_way_that_is_gone_after_the_rest() -> None:
    """At 75 the way takes 20; after 30 of driving that is more than 35, but at 100, a rest later, there is no way."""
    way = np.array([[0, 20], [20, 0]], dtype=np.int64)
    gone = np.where(way == 0, 0, NO_WAY)
    roads = Profiles(distance=way[None], duration=np.array([[way, gone]]), starts=(0, 100))
    here = problem(client(), distance=None, profiles=roads)
    drive = drive_at(here, kind(rest=RestRule(max_driving=35, rest=25)), (0, 1), 75, 30)
    assert (drive.way.seconds, drive.arrives, drive.driven, drive.rests) == (None, 75, 30, 0)
