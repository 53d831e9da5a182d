"""dispatch.xlsx: totals, overview, a sheet for every duty and every loading point, and what is not served."""

from pathlib import Path

from optimizer.dispatch.runs import driving
from optimizer.dispatch.sheet_duty import duty_sheet
from optimizer.dispatch.sheet_loading import loading_sheet
from optimizer.dispatch.sheet_names import contents
from optimizer.dispatch.sheet_overview import overview_sheet
from optimizer.dispatch.sheet_totals import totals_sheet
from optimizer.dispatch.sheet_unserved import unserved_sheet
from optimizer.dispatch.totals import totals
from optimizer.dispatch.ways import UNTOLD, Ways
from optimizer.dispatch.xlsx import Book
from optimizer.model.day import Day
from optimizer.model.plan import Plan


def write_dispatch_workbook(day: Day, plan: Plan, path: Path, ways: Ways = UNTOLD) -> None:
    """Write the dispatch workbook of a plan that passed the checker, with the ways its drives take."""
    names = contents(day, plan)
    with Book(path, title=f"派车单 {day.name} {day.date}", day=day.date) as book:
        totals_sheet(book, day, plan, totals(day, plan), name=names.totals, overview=names.overview)
        overview_sheet(book, day, plan, name=names.overview, duties=names.duties, totals=names.totals)
        unserved_sheet(book, day, plan, name=names.unserved, totals=names.totals)
        for place, name in names.loadings.items():
            loading_sheet(book, day, plan, place, name=name, duties=names.duties, overview=names.overview)
        for duty in driving(plan):
            duty_sheet(book, day, duty, ways, name=names.duties[duty.crew.id], overview=names.overview)
