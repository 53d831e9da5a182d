"""Road changes that come in after planning: rows beside those of the day, checked by the same rules."""

from collections.abc import Mapping
from dataclasses import replace

from optimizer.intake.request import PlanRequest, Table

SHEET = "road_changes"


def with_news(request: PlanRequest, news: PlanRequest) -> PlanRequest:
    """Give the request of a day with the road changes of another request behind its own.

    A change of the day with the same id gives way: what was known of it has changed.
    """
    known, fresh = request.tables.get(SHEET), news.tables.get(SHEET)
    if fresh is None:
        return request
    ids = {str(record.cells.get("id")).strip() for record in fresh.records}
    kept = [record for record in request.records(SHEET) if str(record.cells.get("id")).strip() not in ids]
    table = replace(fresh, records=(*kept, *fresh.records), columns=fresh.columns | (known or fresh).columns)
    tables: Mapping[str, Table] = {**request.tables, SHEET: table}
    missing = {key: where for key, where in request.missing.items() if key != SHEET}
    return replace(request, tables=tables, missing=missing)
