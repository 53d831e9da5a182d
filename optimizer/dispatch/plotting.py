"""Bokeh, imported in this file alone.

Bokeh's published types reject much of what it accepts (properties given by position, columns of lists, models it
exports late), so they end here: to the rest of the house its models are ``Any``.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bokeh import models
from bokeh.document import Document
from bokeh.embed import file_html
from bokeh.plotting import figure as new_figure
from bokeh.resources import INLINE

bk: Any = models
figure: Any = new_figure


def filtered() -> tuple[Any, Any]:
    """Give a view, and the filter by which a script can narrow it (None shows every row)."""
    narrowed = bk.BooleanFilter()
    return bk.CDSView(filter=narrowed), narrowed


def one_file(
    roots: Sequence[Any], *, title: str, ready: str, handles: Mapping[str, Any], template: str, parts: Mapping[str, str]
) -> str:
    """Give a page with Bokeh's scripts inside; ``ready`` runs once the roots stand, knowing ``handles`` by name."""
    document = Document(title=title)
    for root in roots:
        document.add_root(root)
    document.js_on_event("document_ready", bk.CustomJS(args=dict(handles), code=ready))
    return file_html(document, INLINE, template=template, template_variables=dict(parts))
