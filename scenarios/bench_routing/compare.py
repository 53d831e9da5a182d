"""Two solvers compared on the instances that both answered, paired by instance, each the mean over its seeds."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from scipy.stats import wilcoxon

from scenarios.bench_routing.bars import label, part_of
from scenarios.bench_routing.case import Run

_FEWEST_PAIRS = 6
"""With fewer pairs no Wilcoxon test can reach 5 %."""
_SURE = 0.05

Measure = Callable[[Run], float | None]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Figures of one and the other, an instance a pair."""

    pairs: tuple[tuple[float, float], ...]

    @property
    def one(self) -> float:
        """Mean of the one."""
        return fmean(pair[0] for pair in self.pairs)

    @property
    def other(self) -> float:
        """Mean of the other."""
        return fmean(pair[1] for pair in self.pairs)

    @property
    def ratio(self) -> float | None:
        """The one's mean by the other's; None where that is not above nought."""
        return self.one / self.other if self.other > 0 else None

    @property
    def p(self) -> float | None:
        """Two-sided p of the Wilcoxon signed-rank test; None where too few pairs differ."""
        differences = [one - other for one, other in self.pairs if one != other]
        return float(wilcoxon(differences).pvalue) if len(differences) >= _FEWEST_PAIRS else None

    @property
    def claim(self) -> str:
        """What may be said of the one: ``better`` only where the test bears it out."""
        if self.one >= self.other:
            return "not lower"
        return "better" if self.p is not None and self.p < _SURE else "lower"

    def cells(self, digits: int = 2) -> list[str]:
        """Pairs, both means, ratio, p and claim, as text; a ratio of means below nought would say nothing."""
        ratio = "" if self.ratio is None or self.one < 0 else f"{self.ratio:.2f}"
        p = "" if self.p is None else f"{self.p:.2g}"
        return [str(len(self.pairs)), f"{self.one:.{digits}f}", f"{self.other:.{digits}f}", ratio, p, self.claim]


CELLS = ("pairs", "ours", "its", "ratio", "Wilcoxon p", "claim")
"""Heads of the columns of :meth:`Comparison.cells`."""


def gap_of(run: Run) -> float | None:
    """The gap to the best known, %."""
    return run.gap


def means(runs: Iterable[Run], measure: Measure = gap_of) -> dict[str, float]:
    """Mean over the seeds, by instance; runs without the figure do not count."""
    found: dict[str, list[float]] = {}
    for run in runs:
        figure = measure(run)
        if figure is not None:
            found.setdefault(run.case.instance, []).append(figure)
    return {instance: fmean(figures) for instance, figures in found.items()}


def compared(ours: Iterable[Run], theirs: Iterable[Run], measure: Measure = gap_of) -> Comparison | None:
    """Compare on what both answered; None where that is nothing."""
    one, other = means(ours, measure), means(theirs, measure)
    both = [instance for instance in one if instance in other]
    return Comparison(tuple((one[instance], other[instance]) for instance in both)) if both else None


def chosen(runs: Sequence[Run], *, part: str, seconds: float, name: str, least: int = 0) -> list[Run]:
    """Runs of a part, a budget, a solver's label, and of at least so many clients."""
    return [
        run
        for run in runs
        if (part_of(run), run.case.seconds, label(run)) == (part, seconds, name) and run.clients >= least
    ]
