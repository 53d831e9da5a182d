"""Reasons why an input cannot be read at all, E10xx; each function gives the error to raise."""

from pathlib import Path

from optimizer.model.findings import Issue, UnreadableInput, Where
from optimizer.model.text import Text

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED_BYTES = 200 * 1024 * 1024
MOST_PARTS = 2_000
MOST_ROWS = 50_000
MOST_COLUMNS = 200

_SAVE_AS_XLSX = Text("save it as .xlsx without a password, and try again", "请另存为不加密码的 .xlsx 后重试")
_TEMPLATE = Text("start from the template: lastmetre template day.xlsx", "请用模板填写：lastmetre template day.xlsx")
_SMALLER = Text(
    "remove pictures, formatted empty rows and sheets that are not needed, or hand in CSV files",
    "请删除图片、带格式的空行和不需要的工作表，或改用 CSV 文件",
)


def _unreadable(  # noqa: PLR0917 -- the parts of an issue, in their usual order
    code: str, name: str, en: str, zh: str, remedy: Text, where: Where | None = None
) -> UnreadableInput:
    message = Text(f"{name}: {en}", f"{name}：{zh}")
    return UnreadableInput(Issue(code=code, where=where or Where(sheet=name), message=message, remedy=remedy))


def not_found(path: Path) -> UnreadableInput:
    """Say that nothing is there."""
    return _unreadable(
        "E1001", path.name, "no such file or folder", "文件或文件夹不存在", Text("check the path", "请检查路径")
    )


def no_permission(path: Path, reason: str) -> UnreadableInput:
    """Say that it is there, but cannot be opened."""
    return _unreadable(
        "E1001",
        path.name,
        f"cannot be opened ({reason})",
        f"无法打开（{reason}）",
        Text("check the permissions of the file", "请检查文件的访问权限"),
    )


def no_workbook(path: Path) -> UnreadableInput:
    """Say that it is no xlsx file."""
    return _unreadable(
        "E1002", path.name, "is not an Excel workbook (.xlsx)", "不是 Excel 工作簿（.xlsx）", _SAVE_AS_XLSX
    )


def old_workbook(path: Path) -> UnreadableInput:
    """Say that it is an .xls file, or an encrypted .xlsx."""
    return _unreadable(
        "E1003",
        path.name,
        "is an old .xls workbook or protected by a password",
        "是旧版 .xls 或设有密码的工作簿",
        _SAVE_AS_XLSX,
    )


def too_large(name: str, size: int) -> UnreadableInput:
    """Say that it has more bytes than the limit."""
    limit = MOST_BYTES // 2**20
    return _unreadable(
        "E1004",
        name,
        f"has {size / 2**20:.1f} MB, above the limit of {limit} MB",
        f"大小为 {size / 2**20:.1f} MB，超过 {limit} MB 的上限",
        _SMALLER,
    )


def bomb(path: Path, unpacked: int, parts: int) -> UnreadableInput:
    """Say that it would unpack to more than the limit."""
    limit = MOST_UNPACKED_BYTES // 2**20
    return _unreadable(
        "E1005",
        path.name,
        f"would unpack to {unpacked / 2**20:.0f} MB in {parts:,} parts, above the "
        f"limits of {limit} MB and {MOST_PARTS:,} parts",
        f"解压后为 {unpacked / 2**20:.0f} MB、{parts:,} 个部分，超过 {limit} MB、{MOST_PARTS:,} 个部分的上限",
        _SMALLER,
    )


def reader_gave_up(path: Path, memory_mb: int, seconds: int) -> UnreadableInput:
    """Say that reading it took more memory or time than allowed, or broke the reader."""
    return _unreadable(
        "E1006",
        path.name,
        f"is damaged, or needs more than {memory_mb} MB of memory or {seconds} s to read",
        f"已损坏，或读取所需超过 {memory_mb} MB 内存、{seconds} 秒",
        _SMALLER,
    )


def too_many_cells(name: str, sheet: str, rows: int, columns: int) -> UnreadableInput:
    """Say that a sheet has more rows or columns than the limit."""
    return _unreadable(
        "E1007",
        name,
        f"sheet {sheet!r} has {rows:,} rows and {columns:,} columns, above the "
        f"limits of {MOST_ROWS:,} and {MOST_COLUMNS:,}",
        f"工作表“{sheet}”有 {rows:,} 行、{columns:,} 列，超过 {MOST_ROWS:,} 行、{MOST_COLUMNS:,} 列的上限",
        _SMALLER,
        Where(sheet=sheet),
    )


def bad_json(name: str, line: int, column: int, reason: str) -> UnreadableInput:
    """Say that it is no JSON."""
    return _unreadable(
        "E1008",
        name,
        f"is not valid JSON at line {line}, column {column} ({reason})",
        f"第 {line} 行第 {column} 列不是有效的 JSON（{reason}）",
        Text("correct the file there, and save it as UTF-8", "请在该处改正，并以 UTF-8 保存"),
        Where(sheet=name, row=line, column=str(column)),
    )


def json_is_no_object(name: str) -> UnreadableInput:
    """Say that it is JSON, but no object."""
    return _unreadable(
        "E1009",
        name,
        "is JSON, but not an object with one member a sheet",
        "是 JSON，但不是以各表为成员的对象",
        Text('write {"settings": {...}, "places": [...], ...}', '请写成 {"settings": {...}, "places": [...], ...}'),
        Where(pointer="/"),
    )


def bad_csv(name: str, reason: Text) -> UnreadableInput:
    """Say that it is no CSV file that we can read."""
    return _unreadable(
        "E1010",
        name,
        f"is not a CSV file that can be read ({reason.en})",
        f"不是可读取的 CSV 文件（{reason.zh}）",
        Text(
            "save it as CSV in UTF-8 or GB18030, separated by commas", "请存为以逗号分隔、UTF-8 或 GB18030 编码的 CSV"
        ),
    )


def no_csv(path: Path) -> UnreadableInput:
    """Say that the folder holds no CSV file."""
    return _unreadable(
        "E1011",
        path.name,
        "is a folder without CSV files",
        "文件夹中没有 CSV 文件",
        Text(
            "put one file a sheet into it, such as places.csv or 地点.csv",
            "请每个表放一个文件，如 地点.csv 或 places.csv",
        ),
    )


def empty(path: Path) -> UnreadableInput:
    """Say that there is nothing in it."""
    return _unreadable("E1012", path.name, "is empty", "内容为空", _TEMPLATE)
