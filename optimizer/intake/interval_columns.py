"""An interval of dates is two columns, from and until."""

from optimizer.intake.columns import Column
from optimizer.intake.kinds_of_time import Moment
from optimizer.model.text import Text


def interval_columns(stem: str, zh: str, *, what: Text) -> tuple[Column, Column]:
    """Give the two columns of an interval of dates."""
    from_note = Text(
        f"{what.en} from this date, or date and time. Empty: without limit.",
        f"{what.zh}起始日期，可加时刻。空白为不限。",
    )
    until_note = Text(
        f"{what.en} until the end of this date, or until date and time. Empty: without limit.",
        f"{what.zh}截止日期（含当日），可加时刻。空白为不限。",
    )
    return (
        Column(key=f"{stem}_from", zh=f"{zh}起", kind=Moment(), default=None, example="2022-11-10", note=from_note),
        Column(
            key=f"{stem}_until",
            zh=f"{zh}止",
            kind=Moment(end=True),
            default=None,
            example="2022-12-10",
            note=until_note,
        ),
    )
