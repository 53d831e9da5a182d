"""What can go wrong with a road file. ::

UnreadableRoads   missing, empty, truncated or foreign file, unknown kind, no road in it
"""


class UnreadableRoads(Exception):
    """A road file cannot be used; the message and what to do about it, in English and Chinese."""

    def __init__(self, en: str, zh: str, *, remedy_en: str, remedy_zh: str) -> None:
        super().__init__(f"{en} / {zh}")
        self.en, self.zh = en, zh
        self.remedy_en, self.remedy_zh = remedy_en, remedy_zh
