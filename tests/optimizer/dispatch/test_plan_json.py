"""The plan as a file: nothing is lost on the way, and every mistake made by hand is named with its place."""

from pathlib import Path

import pytest

from optimizer.dispatch.plan_json import dump_plan, load_plan, plan_bytes
from optimizer.model.findings import Issue, UnreadableInput
from tests.optimizer.dispatch.worlds import small_plan


def refused(path: Path, text: str | bytes) -> Issue:
    """What is said of a plan file that holds ``text``."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(UnreadableInput) as caught:
        load_plan(path)
    return caught.value.issue


def edited(path: Path, old: str, new: str) -> Issue:
    """What is said of the small plan, after its first ``old`` was overwritten by ``new``."""
    text = plan_bytes(small_plan()).decode()
    assert old in text
    return refused(path, text.replace(old, new, 1))


def test_a_plan_comes_back_equal(tmp_path: Path) -> None:
    """Written and read, the plan is the same to the last visit, unserved demand and cent."""
    dump_plan(small_plan(), tmp_path / "plan.json")
    assert load_plan(tmp_path / "plan.json") == small_plan()


def test_the_file_is_for_eyes_too() -> None:
    """Indented, Chinese as Chinese, seconds as whole numbers, one line feed at the end."""
    text = plan_bytes(small_plan()).decode("utf-8")
    assert '\n  "duties": [' in text
    assert "没有空闲班组" in text
    assert '"begin_s": 25200' in text
    assert text.endswith("}\n")


def test_a_byte_order_mark_of_a_windows_editor_is_no_mistake(tmp_path: Path) -> None:
    """Notepad puts EF BB BF in front of UTF-8."""
    path = tmp_path / "plan.json"
    path.write_bytes(b"\xef\xbb\xbf" + plan_bytes(small_plan()))
    assert load_plan(path) == small_plan()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """No traceback for a mistyped path; a folder is no plan either."""
    with pytest.raises(UnreadableInput) as caught:
        load_plan(tmp_path / "plan.json")
    issue = caught.value.issue
    assert (issue.code, "plan.json" in issue.message.en, "无法打开" in issue.message.zh) == ("E1901", True, True)
    with pytest.raises(UnreadableInput) as caught:
        load_plan(tmp_path)
    assert caught.value.issue.code == "E1901"


@pytest.mark.parametrize("text", ["", "{", "PK\x03\x04", b"\xff\xfe{\x00}\x00", "[" * 100_000, '{"origin": 城}'])
def test_what_is_not_json_is_refused(tmp_path: Path, text: str | bytes) -> None:
    """Empty, cut off, a workbook, UTF-16, nested without end: one code, and the file's name."""
    issue = refused(tmp_path / "plan.json", text)
    assert issue.code == "E1902"
    assert "plan.json" in issue.message.en
    assert "不是 UTF-8 编码的 JSON：错误在第 1 行" in issue.message.zh
    assert "UTF-8" in issue.remedy.zh


@pytest.mark.parametrize("text", ["[]", "3", "null", '"plan"'])
def test_json_that_is_no_plan_is_refused(tmp_path: Path, text: str) -> None:
    """A list, a number, nothing or a word where the plan should be."""
    issue = refused(tmp_path / "plan.json", text)
    assert issue.code == "E1906"
    assert issue.message.en == f"/: {text} is not an object {{ … }}"


def test_a_missing_field_is_named(tmp_path: Path) -> None:
    """The first visit lost its drive_s."""
    issue = edited(tmp_path / "plan.json", '"drive_s": 0,', "")
    assert (issue.code, issue.where.pointer) == ("E1903", "/duties/0/visits/0/drive_s")
    assert issue.message.zh == "缺少字段 /duties/0/visits/0/drive_s"


def test_an_unknown_field_is_named_and_never_ignored(tmp_path: Path) -> None:
    """A slash in the name is escaped in the pointer (RFC 6901), but shown as written."""
    issue = edited(tmp_path / "plan.json", '"drive_s": 0,', '"drive_s": 0, "wait/s": 60,')
    assert (issue.code, issue.where.pointer) == ("E1904", "/duties/0/visits/0/wait~1s")
    assert "has no field 'wait/s' here" in issue.message.en
    assert "请删除“wait/s”" in issue.remedy.zh


def test_an_unknown_word_is_named_with_those_allowed(tmp_path: Path) -> None:
    """ "unload" is no kind of visit."""
    issue = edited(tmp_path / "plan.json", '"kind": "load"', '"kind": "unload"')
    assert (issue.code, issue.where.pointer) == ("E1905", "/duties/0/visits/1/kind")
    assert '"unload" is none of the words' in issue.message.en
    assert "'start', 'load', 'deliver', 'rest' or 'end'" in issue.remedy.en
    assert "'start'、'load'、'deliver'、'rest'、'end'" in issue.remedy.zh


@pytest.mark.parametrize("value", ['"900"', "900.5", "900.0", "NaN", "Infinity", "true", "null", "[900]"])
def test_seconds_are_whole_numbers_and_nothing_else(tmp_path: Path, value: str) -> None:
    """No text, no fraction, no NaN, no flag is taken for 900 seconds."""
    issue = edited(tmp_path / "plan.json", '"drive_s": 900,', f'"drive_s": {value},')
    assert (issue.code, issue.where.pointer) == ("E1906", "/duties/0/visits/2/drive_s")
    assert issue.message.en == f"/duties/0/visits/2/drive_s: {value} is not a whole number"
    assert issue.message.zh == f"/duties/0/visits/2/drive_s：{value} 不是整数"
    assert issue.remedy.zh == "请在此处填写整数"


@pytest.mark.parametrize(
    ("old", "new", "pointer", "kind"),
    [
        ('"search_s": 1.5', '"search_s": NaN', "/origin/search_s", "a number"),
        ('"search_s": 1.5', '"search_s": "1.5"', "/origin/search_s", "a number"),
        ('"date": "2022-11-21"', '"date": "2022-13-21"', "/origin/date", "a date such as 2022-11-21"),
        ('"driver": "Li"', '"driver": 7', "/duties/0/crew/driver", "a text in quotation marks"),
        ('"unserved": [', '"unserved": [7, ', "/unserved/0", "an object { … }"),
    ],
)
def test_a_value_of_the_wrong_kind_is_named(tmp_path: Path, old: str, new: str, pointer: str, kind: str) -> None:
    """Numbers, dates, texts, objects: each is asked for by name."""
    issue = edited(tmp_path / "plan.json", old, new)
    assert (issue.code, issue.where.pointer) == ("E1906", pointer)
    assert issue.message.en.endswith(f"is not {kind}")


def test_a_window_that_ends_before_it_begins_is_named(tmp_path: Path) -> None:
    """A shift opened at 20:01 that closes at 20:00."""
    issue = edited(tmp_path / "plan.json", '"opens": 21600', '"opens": 72060')
    assert (issue.code, issue.where.pointer) == ("E1907", "/duties/0/crew/shift")
    assert "opens at 72060 s, after it closes at 72000 s" in issue.message.en
    assert "晚于其结束 72000 秒" in issue.message.zh


def test_the_number_of_further_mistakes_is_told(tmp_path: Path) -> None:
    """Two fields mistyped: the first is named, one more is counted."""
    text = plan_bytes(small_plan()).decode()
    issue = refused(
        tmp_path / "plan.json", text.replace('"seed": 1', '"seed": "1"').replace('"iterations": 2', '"iterations": "2"')
    )
    assert issue.message.en.startswith("/origin/seed") or issue.message.en.startswith("/origin/iterations")
    assert issue.message.en.endswith("(and 1 more in this file)")
    assert issue.message.zh.endswith("（此文件中另有 1 处问题）")
