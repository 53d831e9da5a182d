"""The schema is whole: names mean one thing, and its examples can be read."""

from optimizer.intake.json_schema import example_request, request_schema
from optimizer.intake.rows_of_day import rows_of_day
from optimizer.intake.schema import SHEETS
from tests.builders import town


def test_no_two_columns_of_a_sheet_share_a_spelling() -> None:
    """A header means one column; a title means one sheet."""
    for sheet in SHEETS:
        assert sum(len(column.spellings) for column in sheet.columns) == len(sheet.by_spelling)
    titles = [spelling for sheet in SHEETS for spelling in sheet.spellings]
    assert len(titles) == len(set(titles))


def test_every_example_can_be_read() -> None:
    """What the template shows is right."""
    for sheet in SHEETS:
        for column in sheet.columns:
            if column.example is not None:
                column.kind.read(column.example)
            else:
                assert not column.required


def test_every_default_can_be_written_and_read() -> None:
    """An empty cell stands for a value that could have been written."""
    for sheet in SHEETS:
        for column in sheet.columns:
            if not column.required and column.default not in (None, "", ()):
                assert column.kind.read(column.kind.to_sheet(column.default)) == column.default
                assert column.kind.read(column.kind.to_json(column.default)) == column.default


def test_a_day_fills_exactly_the_columns_of_the_schema() -> None:
    """No column is forgotten when a day is written, and none is made up."""
    rows = rows_of_day(town().place("C1").demand("C1").day())
    assert list(rows) == [sheet.key for sheet in SHEETS]
    for sheet in SHEETS:
        for row in rows[sheet.key]:
            assert set(row) == set(sheet.by_key)


def test_the_json_schema_names_every_member_and_what_is_required() -> None:
    """The schema and the example agree by key."""
    schema = request_schema()
    assert list(schema["properties"]) == [sheet.key for sheet in SHEETS]
    example = example_request()
    assert set(schema["required"]) <= set(example) <= set(schema["properties"])
    for key, value in example.items():
        record = schema["properties"][key].get("items", schema["properties"][key])
        for item in value if isinstance(value, list) else [value]:
            assert set(record["required"]) <= set(item) <= set(record["properties"])
    assert schema["properties"]["vehicles"]["items"]["properties"]["capacity_kg"]["minimum"] == 1
