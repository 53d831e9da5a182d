"""Rules on sheets and columns, E11xx: what there must be, and what must not."""

from collections.abc import Iterator

from optimizer.intake.request import PlanRequest
from optimizer.intake.schema import SHEETS
from optimizer.intake.spelling import nearest
from optimizer.model.findings import Issue
from optimizer.model.text import Text
from optimizer.validation.say import issue


def e1101_missing_sheet(request: PlanRequest) -> Iterator[Issue]:
    """Every required sheet is there."""
    for sheet in SHEETS:
        if sheet.required and sheet.key in request.missing:
            yield issue(
                "E1101",
                request.missing[sheet.key],
                Text(f"sheet {sheet.en!r} ({sheet.key}) is missing", f"缺少“{sheet.zh}”表"),
                Text(
                    f"add a sheet named {sheet.title!r}; the template has it: lastmetre template day.xlsx",
                    f"请增加名为“{sheet.zh}”的表；模板中已有：lastmetre template day.xlsx",
                ),
            )


def e1102_unknown_sheet(request: PlanRequest) -> Iterator[Issue]:
    """No sheet is ignored unless its name says so."""
    names = [name for sheet in SHEETS for name in (sheet.zh, sheet.en, sheet.key)]
    for stray in request.unknown_sheets:
        yield issue(
            "E1102",
            stray.where,
            Text(f"sheet {stray.name!r} is not known", f"不认识名为“{stray.name}”的表"),
            _rename(stray.name, names, "the sheet", "该表"),
        )


def e1103_sheet_twice(request: PlanRequest) -> Iterator[Issue]:
    """Every sheet is there once."""
    for stray in request.repeated_sheets:
        yield issue(
            "E1103",
            stray.where,
            Text(f"sheet {stray.name!r} is there a second time", f"“{stray.name}”表重复出现"),
            Text("put all rows into one sheet and delete the other", "请把各行并入同一张表，删去另一张"),
        )


def e1104_no_header(request: PlanRequest) -> Iterator[Issue]:
    """Every sheet has a header row."""
    for table in request.tables.values():
        if not table.headed:
            first = ", ".join(column.header for column in table.sheet.columns[:3])
            yield issue(
                "E1104",
                table.where,
                Text("no header row was found in its first 20 rows", "前 20 行中没有找到表头"),
                Text(f"write a header row: {first}, ...", f"请写上表头，如：{first}……"),
            )


def e1105_missing_column(request: PlanRequest) -> Iterator[Issue]:
    """Every required column is there."""
    for table in request.tables.values():
        for column in table.sheet.columns:
            if table.headed and column.required and column.key not in table.columns:
                yield issue(
                    "E1105",
                    table.where,
                    Text(f"column {column.key!r} is missing", f"缺少“{column.zh}”列"),
                    Text(
                        f"add a column headed {column.header!r}: {column.note.en}",
                        f"请增加表头为“{column.zh}”的列：{column.note.zh}",
                    ),
                )


def e1106_unknown_column(request: PlanRequest) -> Iterator[Issue]:
    """No column is ignored unless its header says so."""
    for table in request.tables.values():
        names = [name for column in table.sheet.columns for name in (column.zh, column.key)]
        for stray in table.unknown:
            yield issue(
                "E1106",
                stray.where,
                Text(
                    f"column {stray.name!r} is not known in {table.sheet.en!r}",
                    f"“{table.sheet.zh}”表中不认识“{stray.name}”列",
                ),
                _rename(stray.name, names, "it", "该列"),
            )


def e1107_column_twice(request: PlanRequest) -> Iterator[Issue]:
    """Every column is there once."""
    for table in request.tables.values():
        for stray in table.repeated:
            yield issue(
                "E1107",
                stray.where,
                Text(f"column {stray.name!r} is there a second time", f"“{stray.name}”列重复出现"),
                Text("delete or rename one of the two", "请删除或改名其中一列"),
            )


def e1108_wrong_shape(request: PlanRequest) -> Iterator[Issue]:
    """In JSON a table is a list of objects, and the settings are an object."""
    for table in request.tables.values():
        example = f'{{"{table.sheet.columns[0].key}": ...}}'
        shape = f"[{example}, ...]" if table.sheet.listed else example
        for where in table.misshapen:
            yield issue(
                "E1108",
                where,
                Text(f"{where.pointer} has the wrong shape", f"{where.pointer} 的结构不对"),
                Text(f'write "{table.sheet.key}": {shape}', f'请写成 "{table.sheet.key}": {shape}'),
            )


def e1109_no_header_above_data(request: PlanRequest) -> Iterator[Issue]:
    """See that data stands under a header."""
    for table in request.tables.values():
        for stray in table.headless:
            yield issue(
                "E1109",
                stray.where,
                Text(f"column {stray.name} holds data but has no header", f"{stray.name} 列有内容但没有表头"),
                Text("give it a header, or clear it", "请补上表头，或清空该列"),
            )


def _rename(name: str, names: list[str], it: str, zh: str) -> Text:
    meant = nearest(name, names)
    return Text(
        (f"did you mean {meant!r}? " if meant else "")
        + f'rename {it}, delete it, or begin its name with "#" to keep it unread',
        (f"是否指“{meant}”？" if meant else "") + f"请改名或删除{zh}；若只供自己看，请在名称前加“#”",
    )


RULES = (
    e1101_missing_sheet,
    e1102_unknown_sheet,
    e1103_sheet_twice,
    e1104_no_header,
    e1105_missing_column,
    e1106_unknown_column,
    e1107_column_twice,
    e1108_wrong_shape,
    e1109_no_header_above_data,
)
