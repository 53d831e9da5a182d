"""Barriers on the road, as nodes of OpenStreetMap carry them: whom they let through, and how long it takes."""

from collections.abc import Mapping
from dataclasses import dataclass

from graphs.law.access import Access


@dataclass(frozen=True, slots=True)
class Barrier:
    """A kind of barrier: what holds where no access tag says otherwise, who walks through, and the seconds it costs."""

    access: Access
    seconds: int = 0
    carts_pass: bool = True
    width_cm: int = 0


BARRIER_TABLE: Mapping[str, Barrier] = {
    "": Barrier(Access.OPEN),
    "gate": Barrier(Access.OPEN, seconds=15),
    "lift_gate": Barrier(Access.OPEN, seconds=10),
    "swing_gate": Barrier(Access.OPEN, seconds=15),
    "sliding_gate": Barrier(Access.OPEN, seconds=15),
    "toll_booth": Barrier(Access.OPEN, seconds=20),
    "border_control": Barrier(Access.OPEN, seconds=60),
    "checkpoint": Barrier(Access.OPEN, seconds=60),
    "height_restrictor": Barrier(Access.OPEN),
    "width_restrictor": Barrier(Access.OPEN),
    "cattle_grid": Barrier(Access.OPEN),
    "entrance": Barrier(Access.OPEN),
    "kerb": Barrier(Access.OPEN),
    "no": Barrier(Access.OPEN),
    "sally_port": Barrier(Access.OPEN),
    "bump_gate": Barrier(Access.OPEN, seconds=15),
    "garage_door": Barrier(Access.PERMIT, seconds=30),
    "bollard": Barrier(Access.SHUT),
    "rising_bollard": Barrier(Access.PERMIT, seconds=15),
    "planter": Barrier(Access.SHUT),
    "block": Barrier(Access.SHUT),
    "jersey_barrier": Barrier(Access.SHUT, carts_pass=False),
    "chain": Barrier(Access.SHUT),
    "log": Barrier(Access.SHUT, carts_pass=False),
    "debris": Barrier(Access.SHUT, carts_pass=False),
    "spikes": Barrier(Access.SHUT, carts_pass=False),
    "cycle_barrier": Barrier(Access.SHUT, carts_pass=False),
    "motorcycle_barrier": Barrier(Access.SHUT, carts_pass=False),
    "bar": Barrier(Access.SHUT, carts_pass=False),
    "wall": Barrier(Access.SHUT, carts_pass=False),
    "fence": Barrier(Access.SHUT, carts_pass=False),
    "turnstile": Barrier(Access.SHUT, carts_pass=False),
    "full-height_turnstile": Barrier(Access.SHUT, carts_pass=False),
    "kissing_gate": Barrier(Access.SHUT, carts_pass=False),
    "stile": Barrier(Access.SHUT, carts_pass=False),
    "sump_buster": Barrier(Access.OPEN),
    "bus_trap": Barrier(Access.SHUT, carts_pass=False),
}
"""Every kind understood; of others it is not known whether they block, and they are taken for a gate.

Seconds are planning values for a barrier that is opened on arrival; a planner's checkpoint with its own minutes is a
change of the day.
"""

BARRIERS: tuple[str, ...] = tuple(BARRIER_TABLE)
"""Kinds of barriers; the index is the code, 0 for none."""
GATE_CODE: Mapping[str, int] = {kind: code for code, kind in enumerate(BARRIERS)}
