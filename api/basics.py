"""Routes besides plans: health, the empty workbook, the roads of this server."""

import tempfile
from importlib.metadata import version
from pathlib import Path

from fastapi import APIRouter, Response

from api.schemas import HealthOut, RoadsOut
from api.service import RunningService
from api.uploads import WORKBOOK
from optimizer.intake.write import write_template

router = APIRouter(tags=["basics"])


@router.get("/healthz")
async def health(service: RunningService) -> HealthOut:
    """Answer at once, also while a plan is computed."""
    return HealthOut(worker=service.runner.state, waiting=service.jobs.waiting(), version=version("lastmetre"))


@router.get("/v1/template.xlsx", response_class=Response)
def template() -> Response:
    """Fetch an empty workbook: headers, drop-downs, notes, one example row a sheet."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(path)
        headers = {"Content-Disposition": 'attachment; filename="template.xlsx"'}
        return Response(path.read_bytes(), media_type=WORKBOOK, headers=headers)


@router.get("/v1/roads")
def roads(service: RunningService) -> RoadsOut:
    """List the road networks a plan may be made on."""
    return RoadsOut(roads=list(service.settings.roads()))
