"""Rules on ids and what points to them, E20xx."""

from collections.abc import Iterator

from optimizer.intake.columns import Column
from optimizer.intake.kinds import Reference, Several
from optimizer.intake.schema import BY_KEY, SHEETS
from optimizer.intake.spelling import nearest, plain
from optimizer.model.findings import Issue
from optimizer.model.text import Text
from optimizer.validation.cells import Row
from optimizer.validation.draft import Draft
from optimizer.validation.plates import normal_plate
from optimizer.validation.say import issue, name_of

_LISTED = 5


def e2001_duplicate_id(draft: Draft) -> Iterator[Issue]:
    """See that an id stands once in its sheet."""
    for sheet in SHEETS:
        first: dict[str, Row] = {}
        for row in draft.rows[sheet.key]:
            if row.id is None:
                continue
            if row.id in first:
                earlier = first[row.id].where("id")
                yield issue(
                    "E2001",
                    row.where("id"),
                    Text(
                        f"{name_of(row).en} was there before, at {earlier}",
                        f"{name_of(row).zh}重复，前一处在 {earlier}",
                    ),
                    Text("give each its own id, or delete one of the two rows", "请改用不同编号，或删除其中一行"),
                )
            first.setdefault(row.id, row)


def e2002_unknown_reference(draft: Draft) -> Iterator[Issue]:
    """See that what a row points to exists."""
    for sheet in SHEETS:
        for column in sheet.columns:
            target = _target(column)
            if target is None or target in draft.request.missing:
                continue  # a missing sheet is reported once
            known = draft.by_id(target)
            for row in draft.rows[sheet.key]:
                value = row.values.get(column.key) or ()
                for named in (value,) if isinstance(value, str) else value:
                    if named not in known:
                        yield _unknown(row, column, named, target, known)


def _target(column: Column) -> str | None:
    kind = column.kind.of if isinstance(column.kind, Several) else column.kind
    return kind.to if isinstance(kind, Reference) else None


def _unknown(row: Row, column: Column, named: str, target: str, known: dict[str, Row]) -> Issue:
    names = {
        **{plain(str(other.values.get("name"))): key for key, other in known.items()},
        **{plain(k): k for k in known},
    }
    meant = names.get(plain(named)) or nearest(named, known)
    listed = ", ".join(list(known)[:_LISTED]) + (", ..." if len(known) > _LISTED else "")
    sheet = BY_KEY[target]
    zh = "、".join(list(known)[:_LISTED]) + ("……" if len(known) > _LISTED else "")
    return issue(
        "E2002",
        row.where(column.key),
        Text(
            f"{name_of(row).en}: {column.key} {named!r} is not in sheet {sheet.en!r}",
            f"{name_of(row).zh}的{column.zh}“{named}”不在“{sheet.zh}”表中",
        ),
        Text(
            f"did you mean {meant!r}?" if meant else f"add it there, or use one of: {listed or 'none yet'}",
            f"是否指“{meant}”？" if meant else f"请在该表中补上，或改用：{zh or '（尚无）'}",
        ),
    )


def e2003_duplicate_plate(draft: Draft) -> Iterator[Issue]:
    """See that a plate stands once, however it is written."""
    first: dict[str, Row] = {}
    for row in draft.rows["vehicles"]:
        if "plate" not in row.values:
            continue
        plate = normal_plate(row.values["plate"])
        if plate in first and row.id != first[plate].id:  # the same id twice is reported as that
            earlier = first[plate].where("plate")
            yield issue(
                "E2003",
                row.where("plate"),
                Text(f"plate {plate} was there before, at {earlier}", f"车牌号“{plate}”重复，前一处在 {earlier}"),
                Text("correct the plate, or delete one of the two vehicles", "请改正车牌号，或删除其中一辆"),
            )
        first.setdefault(plate, row)


RULES = (e2001_duplicate_id, e2002_unknown_reference, e2003_duplicate_plate)
