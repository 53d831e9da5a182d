"""The core's plain variant: one trip a vehicle, capacity, windows, durations, sites, types, backhauls or pairs.

A day of the planner needs reloading, rests and load points, and takes the general core beside this folder. Where none
of that is asked for, an insertion can be judged in a few nanoseconds from what is kept at its two neighbours, and this
variant does just that. Start reading at :mod:`optimizer.routing.plain.solve`.
"""
