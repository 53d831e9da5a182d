"""What can go wrong with a road file.

::

UnreadableRoads   missing, empty, truncated or foreign file, unknown kind, no road in it
"""

from functools import partial
from typing import Self


class UnreadableRoads(Exception):
    """A road file cannot be used; the message and what to do about it, in English and Chinese."""

    def __init__(self, en: str, zh: str, *, remedy_en: str, remedy_zh: str) -> None:
        super().__init__(f"{en} / {zh}")
        self.en, self.zh = en, zh
        self.remedy_en, self.remedy_zh = remedy_en, remedy_zh

    def __reduce__(self) -> tuple[object, ...]:
        # As exceptions are pickled, the remedies would be missing when one comes from another process.
        words = {"remedy_en": self.remedy_en, "remedy_zh": self.remedy_zh}
        return partial(type(self), **words), (self.en, self.zh)

    @classmethod
    def missing(cls, name: str) -> Self:
        """Say that there is no such file."""
        return cls(
            f"there is no road file {name!r}",
            f"找不到道路文件 {name!r}",
            remedy_en="check the path, or leave it out to plan on the built-in mountain city",
            remedy_zh="请检查路径;也可不指定文件,使用内置山城路网",
        )

    @classmethod
    def unknown_kind(cls, name: str, suffixes: tuple[str, ...]) -> Self:
        """Say that the name ends like no road file."""
        return cls(
            f"{name!r} is no kind of road file that can be read",
            f"无法识别道路文件 {name!r} 的类型",
            remedy_en=f"bring a file that ends in one of: {', '.join(suffixes)}",
            remedy_zh=f"请提供以下后缀之一的文件:{', '.join(suffixes)}",
        )

    @classmethod
    def empty(cls, name: str) -> Self:
        """Say that the file has no content."""
        return cls(
            f"road file {name!r} is empty",
            f"道路文件 {name!r} 是空文件",
            remedy_en="download or export the extract again",
            remedy_zh="请重新下载或导出路网数据",
        )

    @classmethod
    def damaged(cls, name: str, detail: str) -> Self:
        """Say that the content stops short, or is not what the name says."""
        return cls(
            f"road file {name!r} is damaged, or not what its name says: {detail}",
            f"道路文件 {name!r} 已损坏,或内容与后缀不符:{detail}",
            remedy_en="download or export the extract again, and compare its size with the source's",
            remedy_zh="请重新下载或导出路网数据,并与来源核对文件大小",
        )

    @classmethod
    def without_roads(cls, name: str) -> Self:
        """Say that the file can be read, but nothing in it can be driven on."""
        return cls(
            f"road file {name!r} holds no road that can be driven on",
            f"道路文件 {name!r} 中没有可行车的道路",
            remedy_en="export an extract that includes ways tagged 'highway', with their nodes",
            remedy_zh="请导出包含 highway 道路及其节点的路网数据",
        )

    @classmethod
    def no_seed(cls, spec: str) -> Self:
        """Say that after ``town:`` comes no number."""
        return cls(
            f"{spec!r} names no town: after 'town:' comes a whole number",
            f"{spec!r} 不是有效的城市名:“town:”之后应为整数",
            remedy_en="write for example town:7, or the path of a road file",
            remedy_zh="例如写 town:7,或填写道路文件的路径",
        )

    @classmethod
    def no_size(cls, spec: str, smallest: int, largest: int) -> Self:
        """Say that a town cannot be so small or so large."""
        return cls(
            f"{spec!r} names no town that can be built: it has from {smallest} to {largest} junctions",
            f"无法生成城市 {spec!r}：路口数应在 {smallest} 到 {largest} 之间",
            remedy_en="write for example town:7:100000",
            remedy_zh="例如写 town:7:100000",
        )

    @classmethod
    def no_network(cls, place: str, detail: str) -> Self:
        """Say that the roads of a place could not be downloaded."""
        return cls(
            f"the roads of {place!r} cannot be downloaded: {detail}",
            f"无法下载 {place!r} 的路网：{detail}",
            remedy_en="check the name and the network, or bring an extract as a file (.osm.pbf)",
            remedy_zh="请检查地名和网络连接，或提供离线路网文件（.osm.pbf）",
        )
