"""Turn restrictions whose ``via`` is a way, or several: which chains of edges they forbid.

What ``only_…`` says of a way: who has come from ``from`` onto it must follow it to its end and go on into ``to``. Who
turns off before it is not spoken of.
"""

from collections.abc import Iterator, Mapping

from graphs.law.ends import Ends

Chain = tuple[int, ...]
Ways = tuple[int, ...]
_MOST = 64
"""Chains looked at for one restriction; one that has more is a maze of ways, not a turn."""


def chains_over(origin: Ways, via: Ways, target: Ways, ends: Ends, ending_on: Mapping[int, list[int]]) -> list[Chain]:
    """All chains of edges from an origin over all ways of ``via`` into a target, each edge once.

    Parameters
    ----------
    origin, via, target
        Numbers of ways.
    ending_on
        Edges that end on each origin.
    """
    found: list[Chain] = []
    for way in origin:
        for edge in ending_on.get(way, []):
            found += _onward((edge,), frozenset(via), frozenset(target), ends, frozenset())
    return found[: _MOST + 1]


def _onward(chain: Chain, via: frozenset[int], target: frozenset[int], ends: Ends, met: frozenset[int]) -> list[Chain]:
    """Complete a chain; ``met`` are the ways of ``via`` it has come by."""
    following = ends.onward(chain[-1])
    if met == via:
        there = [(*chain, edge) for edge in following if ends.first_way[edge] in target]
        if there:
            return there
    lines = {int(ends.roads.shape[edge]) for edge in chain}
    found: list[Chain] = []
    for edge in following:
        way = int(ends.first_way[edge])
        whole = way in via and way == ends.last_way[edge] and int(ends.roads.shape[edge]) not in lines
        if whole and len(found) <= _MOST:
            found += _onward((*chain, edge), via, target, ends, met | {way})
    return found


def all_others(chains: list[Chain], ends: Ends) -> Iterator[Chain]:
    """Every way to leave some chains once their second edge is driven."""
    begun = {chain[:n] for chain in chains for n in range(2, len(chain) + 1)}
    for begin in sorted(begun - set(chains)):
        for edge in ends.onward(begin[-1]):
            if (*begin, edge) not in begun:
                yield (*begin, edge)
