"""Routes of the map: vector tiles of the roads, drawn by this server and read by a browser without any other."""

from gzip import decompress
from typing import Annotated

from fastapi import APIRouter, Header, Response

from api.errors import UnknownMap
from api.service import RunningService
from optimizer.model.text import Text

router = APIRouter(tags=["maps"])

TILE = "application/vnd.mapbox-vector-tile"
_DAY_S = 86_400


@router.get(
    "/v1/maps/{name}/tiles/{zoom}/{column}/{row}.mvt",
    response_class=Response,
    responses={200: {"content": {TILE: {}}}, 204: {"description": "nothing is drawn there"}},
)
def tile(
    *,
    name: str,
    zoom: int,
    column: int,
    row: int,
    service: RunningService,
    accept_encoding: Annotated[str, Header()] = "",
) -> Response:
    """Fetch a tile of the road map; layer `roads` with `class`, `name`, `bridge`, `tunnel` and `oneway`."""
    known = service.settings.roads()
    if name not in known:
        raise UnknownMap(
            Text(f"this server has no roads named {name!r}", f"服务器没有名为 {name!r} 的路网"),
            Text(f"choose one of: {', '.join(known)}", f"请选择：{'、'.join(known)}"),
        )
    found = service.maps.store(name, known[name]).tile(zoom, column, row)
    headers = {"Cache-Control": f"max-age={_DAY_S}", "Vary": "Accept-Encoding"}
    if found is None:
        return Response(status_code=204, headers=headers)
    if "gzip" in accept_encoding:
        return Response(found, media_type=TILE, headers=headers | {"Content-Encoding": "gzip"})
    return Response(decompress(found), media_type=TILE, headers=headers)
