"""How the body of a request is described in OpenAPI: the same schema the command line reads, with an example."""

from typing import Any

from api.uploads import WORKBOOK
from optimizer.intake.json_schema import example_request, request_schema

_FORM = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {"type": "string", "format": "binary", "description": "The workbook 工作簿 (.xlsx), or a .json file"}
    },
    "additionalProperties": False,
}

REQUEST_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": request_schema(),
                "examples": {"day": {"summary": "A small day", "value": example_request()}},
            },
            "multipart/form-data": {"schema": _FORM},
            WORKBOOK: {"schema": {"type": "string", "format": "binary"}},
        },
    }
}
