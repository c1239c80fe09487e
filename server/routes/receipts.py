"""/receipts: what stands behind a figure; computing it again; its chart."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Path, Query, Response

from server.adapters.charts import SCALE, Look, as_drawn, render
from server.answering import as_json
from server.openapi import problems
from server.service import TheCaller, TheService
from tools.catalog import CATALOG
from tools.errors import NotFound, Unavailable
from tools.receipts import Receipt, Replay, dump

router = APIRouter(prefix="/receipts", tags=["receipts"])

MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
CHART: dict[str, Any] = {
    "description": "The chart.",
    "content": {
        "application/json": {"schema": {"type": "object"}},
        **{media: {"schema": {"type": "string"}} for media in MEDIA_TYPES.values()},
    },
}
# An SVG can carry scripts; this one is drawn by us, but is locked in all the same.
LOCKED = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}


@router.get("/{receipt_id}", response_model=Receipt, responses=problems(404), summary="A receipt")
async def show(receipt_id: str, service: TheService, who: TheCaller) -> Response:
    """Inputs, method, seed, versions, result, and the runs it served."""
    return as_json(dump(await service.executor.receipts.get(who.tenant, receipt_id)))


@router.post(
    "/{receipt_id}/replay",
    response_model=Replay,
    responses=problems(404, 409, 422, 503),
    summary="Compute it again",
)
async def replay(receipt_id: str, service: TheService, who: TheCaller) -> Response:
    """Whether the result is the same to the last bit, and if not, where it differs and why."""
    receipt = await service.executor.receipts.get(who.tenant, receipt_id)
    capability = CATALOG.get(receipt.capability)
    if capability is None:
        raise Unavailable("the capability is no longer part of this service", code="gone")
    files = service.files.of(who.tenant)
    return as_json(dump(await service.executor.replay(receipt, capability, files)))


@router.get(
    "/{receipt_id}/chart.{form}",
    response_class=Response,
    responses={200: CHART, 304: {"description": "As known."}, **problems(404, 422)},
    summary="A receipt's chart",
)
async def chart(
    receipt_id: str,
    form: Annotated[Literal["json", "svg", "png"], Path(description="Vega-Lite or a picture.")],
    service: TheService,
    who: TheCaller,
    theme: Annotated[
        Literal["light", "dark"] | None,
        Query(description="Ground of a picture; with json, the specification under that theme."),
    ] = None,
    width: Annotated[
        int | None, Query(ge=160, le=2000, description="Width of each plot in CSS pixels.")
    ] = None,
    scale: Annotated[
        float, Query(ge=0.5, le=4, description="Pixels of a PNG for one CSS pixel.")
    ] = SCALE,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """The chart as a Vega-Lite specification, or drawn."""
    receipt = await service.executor.receipts.get(who.tenant, receipt_id)
    spec = receipt.result.get("chart")
    if not spec:
        raise NotFound("this receipt has no chart")
    # A receipt never changes, so what is drawn of it stays the same for as long as anyone asks.
    tag = f'"{receipt_id}-{form}-{theme}-{width}-{scale:g}"'
    headers = {"Cache-Control": "private, max-age=31536000, immutable", "ETag": tag}
    if if_none_match is not None and tag in if_none_match:
        return Response(status_code=304, headers=headers)
    look = Look(theme or "light", width, scale)
    if form == "json":
        answer = as_json(as_drawn(spec, look) if theme or width else spec)
        answer.headers.update(headers)
        return answer
    picture = await render(spec, form, look)
    return Response(picture, media_type=MEDIA_TYPES[form], headers={**LOCKED, **headers})
