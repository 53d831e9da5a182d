"""Every code is documented, and none is documented that does not exist."""

import re
from pathlib import Path

from optimizer.validation.catalogue import CATALOGUE, catalogue_markdown

ROOT = Path(__file__).parents[3]


def test_every_code_in_the_source_is_in_the_catalogue() -> None:
    """Codes are written out where issues are made."""
    sources = [*ROOT.glob("optimizer/intake/*.py"), *ROOT.glob("optimizer/validation/*.py")]
    texts = [path.read_text(encoding="utf-8") for path in sources if path.name != "catalogue.py"]
    used = {code for text in texts for code in re.findall(r'"([EW]\d{4})"', text)}
    assert used == set(CATALOGUE)


def test_the_document_holds_the_catalogue() -> None:
    """docs/errors.md between its marks is what the catalogue says."""
    document = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    begin, end = "<!-- issue codes: begin -->\n", "<!-- issue codes: end -->"
    assert document.split(begin)[1].split(end)[0] == catalogue_markdown()


def test_every_code_is_tested() -> None:
    """Each code stands in a test that shows its message."""
    tests = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "optimizer").glob("*/test_*.py"))
    assert {code for code in CATALOGUE if f'"{code}"' not in tests} == set()
