"""``lastmetre serve``: the HTTP service on uvicorn."""

import os
import socket
from pathlib import Path
from typing import Annotated

import typer

from api.errors import BadOption, Stopped
from optimizer.model.findings import Where
from optimizer.model.text import Text


def register(app: typer.Typer) -> None:
    """Put the command onto the command line."""
    app.command("serve", help="Start the HTTP service, described at /openapi.json. 启动 HTTP 服务。")(serve)


def serve(
    *,
    host: Annotated[
        str, typer.Option(help="Address to listen on; it has no users yet. 监听地址（尚无用户认证）")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65_535, help="Port; 0 takes a free one. 端口")] = 8000,
    roads_folder: Annotated[
        Path | None,
        typer.Option(
            help="Folder of road extracts clients may name. 可供选用的路网文件夹", exists=True, file_okay=False
        ),
    ] = None,
    keep: Annotated[int, typer.Option(min=1, help="Results kept. 保留的结果数")] = 50,
    draw_maps: Annotated[
        bool, typer.Option(help="Draw road maps at the start, not when first asked for. 启动时绘制路网地图")
    ] = True,
) -> None:
    """Start the HTTP service; its description is at /openapi.json."""
    listening = _listen(host, port)
    import uvicorn  # noqa: PLC0415 - see api.commands

    from api.app import create_app  # noqa: PLC0415 - the same
    from api.service_log import LOGGING  # noqa: PLC0415 - the same
    from api.settings import Settings  # noqa: PLC0415 - the same
    from api.terminal import warn  # noqa: PLC0415 - the same

    app = create_app(Settings(roads_folder=roads_folder, keep_plans=keep, draw_maps=draw_maps))
    address = f"http://{host}:{listening.getsockname()[1]}"
    warn(Text(f"listening on {address}, described at {address}/openapi.json", f"服务地址 {address}"), "")
    server = uvicorn.Server(uvicorn.Config(app, log_config=LOGGING, timeout_graceful_shutdown=10))
    try:
        server.run(sockets=[listening])
    except Stopped:  # uvicorn passes the signal on after it has shut down in good order
        return


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        why = os.strerror(error.errno or 0)
        raise BadOption(
            Text(f"cannot listen on {host}:{port}: {why}", f"无法监听 {host}:{port}：{why}"),
            Text("end the other program, or choose another --port", "请结束占用端口的程序，或用 --port 另选端口"),
            Where(pointer="--port"),
        ) from error
