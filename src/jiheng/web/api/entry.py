"""The API's entry (接口入口): all operations under /api/v1/, and how what is not done is answered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from jiheng.errors import JihengError
from jiheng.web.api.operations import router
from jiheng.web.api.problems import HANDLERS, problem
from jiheng.web.api.routes import hooks, judging, library, office, planning, reading, writing

ROUTES = (reading, writing, judging, office, planning, library, hooks)
"""Named, so that they are entered: a route enters itself by being imported."""
VERSION = "1"
ABOUT = (
    "绩衡的接口：页面上能办的都能办，经同一套操作、同一套权限。凭访问令牌（Authorization: Bearer …）；"
    "办理类请求带 Idempotency-Key；未办的以 application/problem+json 说明原因和怎么办。金额以元为单位，写成文本。\n\n"
    "Everything that the pages do, by the same deeds and the same rights. Bear a token; give each deed an Idempotency-Key; "
    "what is not done is answered as application/problem+json. Money is in yuan, as text."
)
api = NinjaAPI(title="绩衡 Jiheng", version=VERSION, description=ABOUT, docs_url=None, openapi_url=None, urls_namespace="api-v1")
api.add_router("", router)
for kind, handler in HANDLERS:
    api.add_exception_handler(kind, handler)


@api.exception_handler(JihengError)
def refused(request: HttpRequest, because: JihengError) -> HttpResponse:
    """Whatever was not done, with its sentence."""
    return problem(request, because)


def description() -> dict[str, Any]:
    """The OpenAPI description of all operations; the same on every machine."""
    found: dict[str, Any] = api.get_openapi_schema(path_prefix="/api/v1/")
    return found
