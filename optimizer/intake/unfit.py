"""A cell that does not hold what its column asks for."""

from optimizer.model.text import Text


class Unfit(ValueError):
    """Raised by a kind of cell; validation says which cell of which row it was.

    Attributes
    ----------
    code
        Code of the issue, E12xx.
    what
        What is wrong, as the end of a sentence that begins with the cell and its value.
    remedy
        What to do about it.
    """

    def __init__(self, code: str, what: Text, remedy: Text) -> None:
        super().__init__(what.en)
        self.code, self.what, self.remedy = code, what, remedy
