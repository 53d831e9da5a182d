"""The one description of the input: every sheet and column, from which template, readers, writers and docs derive."""

from optimizer.intake.columns import Sheet
from optimizer.intake.sheet_places import PLACES_SHEET
from optimizer.intake.sheet_settings import SETTINGS
from optimizer.intake.sheets_fleet import DRIVERS, VEHICLES
from optimizer.intake.sheets_papers import PASSES, ROADS, TESTS
from optimizer.intake.sheets_supply import DEMANDS, GOODS, STOCKS
from optimizer.intake.spelling import plain

SHEETS: tuple[Sheet, ...] = (
    SETTINGS,
    PLACES_SHEET,
    GOODS,
    STOCKS,
    DEMANDS,
    VEHICLES,
    DRIVERS,
    PASSES,
    TESTS,
    ROADS,
)

BY_KEY: dict[str, Sheet] = {sheet.key: sheet for sheet in SHEETS}

GUIDE_TITLE = "说明 Read me"
"""Title of the sheet that explains the workbook; it is not read."""

EXAMPLE = "例:"
"""A row whose first filled cell begins with this (or "example:") shows how to fill the sheet and is not read."""

SETTINGS_HEADER = ("项目 Setting", "值 Value", "说明 Note")
"""Header of the settings, which stand one a line."""

_REMARKS = ("#", "备注", "note:", "remark")


def sheet_of(title: str) -> Sheet | None:
    """Give the sheet a title names, in Chinese, English or both."""
    return next((sheet for sheet in SHEETS if plain(title) in sheet.spellings), None)


def is_remark(title: str) -> bool:
    """Whether the title of a sheet or column says that it is for people only, and not read."""
    return plain(title) == plain(GUIDE_TITLE) or plain(title).startswith(_REMARKS)


def is_example(first_cell: object) -> bool:
    """Whether a row that begins so is an example."""
    return isinstance(first_cell, str) and plain(first_cell).startswith((EXAMPLE, "例：", "example:"))
