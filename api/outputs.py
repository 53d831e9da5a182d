"""Places that a person asked results to be written to."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from api.errors import UnusableFolder
from optimizer.model.findings import Where
from optimizer.model.text import Text

RESULTS = ("plan.json", "dispatch.xlsx", "routes.geojson", "plan.html")
"""Names of the files of a plan, as :mod:`optimizer.dispatch.write` gives them."""


def usable_folder(folder: Path) -> None:
    """See, before minutes of work, whether results can be written into ``folder``.

    Raises
    ------
    UnusableFolder
        If it is a file, or lies where nothing can be made.
    """
    standing = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not standing.is_dir():
        raise unusable(folder, Text(f"{standing} is a file", f"{standing} 是文件"))
    for name in RESULTS:
        if (folder / name).is_dir():
            raise unusable(folder, Text(f"the folder {name} is in the way", f"其中的文件夹 {name} 占用了文件名"))
    if not os.access(standing, os.W_OK):
        raise unusable(folder, Text(f"no right to write into {standing}", f"没有写入 {standing} 的权限"))


@contextmanager
def written_to(path: Path) -> Iterator[None]:
    """Turn what the file system refuses inside the block into a sentence; the writers themselves leave no halves.

    Raises
    ------
    UnusableFolder
        If nothing can be written to ``path``.
    """
    usable_folder(path.parent)
    try:
        yield
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise unusable(path, Text(why, why)) from error


def unusable(path: Path, why: Text) -> UnusableFolder:
    """Say why nothing can be written to ``path``."""
    return UnusableFolder(
        Text(f"cannot write to {path}: {why.en}", f"无法写入 {path}：{why.zh}"),
        Text("choose another place", "请另选位置"),
        Where(pointer=str(path)),
    )
