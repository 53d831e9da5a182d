"""Read an instance, whatever its form."""

from dataclasses import replace
from pathlib import Path

from optimizer.model.routing_problem import Objective, RoutingProblem
from scenarios.instances.tables import is_li_lim, is_solomon, li_lim_problem, solomon_problem
from scenarios.instances.text import CONVENTIONS, Convention, read_lines
from scenarios.instances.unfit import unknown_form
from scenarios.instances.vrplib import is_vrplib, read_vrplib
from scenarios.instances.vrplib_problem import vrplib_problem


def read_problem(path: Path, *, convention: str | None = None, objective: Objective = Objective.COST) -> RoutingProblem:
    """Read a VRPLIB, Solomon or Li & Lim file, gzip or plain.

    Parameters
    ----------
    convention
        A key of :data:`~scenarios.instances.text.CONVENTIONS`; None: that of the literature for the kind of problem.

    Raises
    ------
    UnreadableInput
        If the file cannot be read, or asks for what we do not understand.
    """
    lines = read_lines(path)
    chosen: Convention | None = None if convention is None else CONVENTIONS[convention]
    if is_vrplib(lines):
        problem = vrplib_problem(read_vrplib(path, lines), chosen)
    elif is_solomon(lines):
        problem = solomon_problem(path, lines, chosen or CONVENTIONS["dimacs"])
    elif is_li_lim(lines):
        problem = li_lim_problem(path, lines, chosen or CONVENTIONS["exact"])
    else:
        raise unknown_form(path)
    return replace(problem, objective=objective)
