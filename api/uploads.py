"""The body of a request: a day as JSON, or as a workbook, never larger than the limit."""

from dataclasses import dataclass
from pathlib import PurePath
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import UploadFile
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import BadOption, BodyTooLarge, WrongMediaType
from optimizer.model.findings import Where
from optimizer.model.text import Text

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Upload:
    """The bytes of a day, and the suffix that says how to read them."""

    data: bytes
    suffix: str


async def read_upload(request: Request) -> Upload:
    """Take the day out of the request.

    Raises
    ------
    WrongMediaType
        If the body is neither JSON, nor a workbook, nor a form.
    BadOption
        If a form holds anything but one file in the field ``file``.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in {"application/json", ""} or kind.endswith("+json"):
        return Upload(await request.body(), ".json")
    if kind == WORKBOOK:
        return Upload(await request.body(), ".xlsx")
    if kind == "multipart/form-data":
        return await _file_of_form(request)
    raise WrongMediaType(
        Text(f"cannot take a body of type {kind!r}", f"不接受类型为 {kind!r} 的内容"),
        Text(
            "send application/json, or the workbook as the field 'file' of a multipart form",
            "请发送 application/json，或以 multipart 表单的 file 字段上传工作簿",
        ),
    )


async def _file_of_form(request: Request) -> Upload:
    async with request.form(max_files=2, max_fields=10) as form:
        parts = form.multi_items()
        file = parts[0][1] if len(parts) == 1 and parts[0][0] == "file" else None
        if isinstance(file, UploadFile):
            json = PurePath(file.filename or "").suffix.lower() == ".json"
            return Upload(await file.read(), ".json" if json else ".xlsx")
    names = ", ".join(repr(name) for name, _ in parts) or "nothing"
    raise BadOption(
        Text(f"the form holds {names}", f"表单包含 {names}"),
        Text(
            "send exactly one file, in the field 'file'; options go into the query",
            "请只用 file 字段上传一个文件；选项写在查询参数里",
        ),
        Where(pointer="form"),
    )


DayUpload = Annotated[Upload, Depends(read_upload)]


class BodyLimit:
    """ASGI middleware: a body that is, or says that it is, too large ends in :class:`BodyTooLarge`."""

    def __init__(self, app: ASGIApp, max_bytes: int) -> None:
        self._app, self._max_bytes = app, max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what comes in; what the headers announce counts at once."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        expected = int(announced) if announced.isdigit() else 0
        received = 0

        async def counted() -> Message:
            nonlocal received
            if expected > self._max_bytes:
                raise self._too_large()
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._max_bytes:
                raise self._too_large()
            return message

        await self._app(scope, counted, send)

    def _too_large(self) -> BodyTooLarge:
        limit = f"{self._max_bytes / 1_000_000:g} MB"
        return BodyTooLarge(
            Text(f"the body is larger than {limit}", f"内容超过 {limit}"),
            Text("send a smaller day, or split it by district", "请减小规模，或按区拆分"),
        )
