"""What is said to a planner about changes: a sentence in English and Chinese."""

from typing import NamedTuple


class Said(NamedTuple):
    """The same sentence twice."""

    en: str
    zh: str


class Fault(NamedTuple):
    """One thing that is wrong with a change, and what to do about it.

    ``change`` is the id of the change, ``part`` the key of the part of it that is wrong, as in JSON.
    """

    change: str
    part: str
    message: Said
    remedy: Said


class InvalidChanges(Exception):
    """Changes that cannot be applied; ``faults`` holds all that was found, and none of the changes is in force."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(f"{fault.message.en} / {fault.message.zh}" for fault in faults))
        self.faults = faults
