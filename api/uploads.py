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
    """The bytes of a day, the suffix that says how to read them, and those of the plan to start from, if any."""

    data: bytes
    suffix: str
    start: bytes | None = None


async def read_upload(request: Request, fields: frozenset[str] = frozenset({"file"})) -> Upload:
    """Take the day out of the request.

    Raises
    ------
    WrongMediaType
        If the body is neither JSON, nor a workbook, nor a form.
    BadOption
        If a form holds anything but one file in the field ``file``, and at most one in each other of ``fields``.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in {"application/json", ""} or kind.endswith("+json"):
        return Upload(await request.body(), ".json")
    if kind == WORKBOOK:
        return Upload(await request.body(), ".xlsx")
    if kind == "multipart/form-data":
        return await _files_of_form(request, fields)
    raise WrongMediaType(
        Text(f"cannot take a body of type {kind!r}", f"不接受类型为 {kind!r} 的内容"),
        Text(
            "send application/json, or the workbook as the field 'file' of a multipart form",
            "请发送 application/json，或以 multipart 表单的 file 字段上传工作簿",
        ),
    )


async def _files_of_form(request: Request, fields: frozenset[str]) -> Upload:
    async with request.form(max_files=3, max_fields=10) as form:
        parts = form.multi_items()
        files = {name: part for name, part in parts if isinstance(part, UploadFile) and name in fields}
        if len(files) == len(parts) and "file" in files:
            json = PurePath(files["file"].filename or "").suffix.lower() == ".json"
            start = await files["start"].read() if "start" in files else None
            return Upload(await files["file"].read(), ".json" if json else ".xlsx", start)
    names = ", ".join(repr(name) for name, _ in parts) or "nothing"
    also = Text("; a plan.json to start from may come as 'start'", "；作为起点的 plan.json 可用 start 字段上传")
    may_start = "start" in fields
    raise BadOption(
        Text(f"the form holds {names}", f"表单包含 {names}"),
        Text(
            f"send exactly one file, in the field 'file'; options go into the query{also.en if may_start else ''}",
            f"请只用 file 字段上传一个文件；选项写在查询参数里{also.zh if may_start else ''}",
        ),
        Where(pointer="form"),
    )


async def _read_day(request: Request) -> Upload:
    return await read_upload(request)


async def _read_day_and_start(request: Request) -> Upload:
    return await read_upload(request, frozenset({"file", "start"}))


DayUpload = Annotated[Upload, Depends(_read_day)]
PlanUpload = Annotated[Upload, Depends(_read_day_and_start)]


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
