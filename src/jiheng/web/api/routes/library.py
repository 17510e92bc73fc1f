"""The indicator library (指标库): what it holds, what fits a unit, proposals and what is decided of them."""

from django.http import HttpRequest
from ninja import File
from ninja.files import UploadedFile

from jiheng.web.api import asking, shapes
from jiheng.web.api.bearer import actor_of
from jiheng.web.api.models import Scope
from jiheng.web.api.operations import does, reads
from jiheng.web.api.routes.reading import Number, Size, paged
from jiheng.web.api.routes.writing import body_of
from jiheng.web.library import access
from jiheng.web.library.actions.import_indicators import import_indicators, offer, previewed
from jiheng.web.library.actions.propose import decide, propose, retire
from jiheng.web.library.models import Kind, Standing
from jiheng.web.library.offering import as_json, offered
from jiheng.web.library.shape import Shape
from jiheng.web.organizations.requests import language_of


@reads("/library", shapes.IndicatorPage)
def indicators(request: HttpRequest, standing: Standing = Standing.APPROVED, page: Number = 1, size: Size = 50) -> dict[str, object]:
    """指标库 · Indicators of the library that the person sees."""
    rows = access.indicators(actor_of(request).person).filter(standing=standing).select_related("department", "by")
    return paged(rows, page, size, shapes.IndicatorShape.of)


@reads("/library/suggest", list[shapes.Suggested])
def suggest(request: HttpRequest, unit: str, level2: str = "", q: str = "") -> list[shapes.Suggested]:  # noqa: ARG001 - the framework's signature
    """按级次、文字和单位行业推荐指标 · What fits a level and words, for a unit."""
    found = as_json(offered(body_of(unit), level2[:100], q[:100]))
    return [shapes.Suggested.model_validate(each) for each in found]


@does("/library", shapes.IndicatorShape, Scope.DEEDS)
def new_indicator(request: HttpRequest, said: asking.NewIndicator) -> shapes.IndicatorShape:
    """提出指标，或提出修改 · Propose an indicator, or a change of one."""
    names = ("node", "name", "definition", "formula", "unit", "sign", "source", "usual", "trade")
    department = body_of(said.department) if said.department else None
    shape = Shape(Kind(said.kind), department=department, **{name: getattr(said, name).strip() for name in names})
    return shapes.IndicatorShape.of(propose(actor_of(request), shape, said.reason, said.replaces))


@does("/library/{int:indicator_id}/decide", shapes.IndicatorShape, Scope.OFFICE)
def decision(request: HttpRequest, indicator_id: int, said: asking.Approval) -> shapes.IndicatorShape:
    """审定指标 · Take a proposal into the library, or decline it."""
    return shapes.IndicatorShape.of(decide(actor_of(request), indicator_id, approved=said.approved, word=said.word))


@does("/library/{int:indicator_id}/retire", shapes.IndicatorShape, Scope.OFFICE)
def end(request: HttpRequest, indicator_id: int, said: asking.Word) -> shapes.IndicatorShape:
    """停用指标 · Offer an indicator no more."""
    return shapes.IndicatorShape.of(retire(actor_of(request), indicator_id, said.reason))


@does("/library/lists", shapes.LibraryPreview, Scope.OFFICE)
def bring(request: HttpRequest, file: File[UploadedFile]) -> shapes.LibraryPreview:
    """送交指标清单，先看会变什么 · Offer a list of indicators: what it would change, before anything is changed."""
    actor, lang = actor_of(request), language_of(request)
    door = offer(actor, str(file.name), file.read())
    _door, found = previewed(actor, door.pk)
    wrong = [each.en if lang == "en" else each.zh for each in found.wrong]
    counted = {"new": len(found.new), "changed": len(found.changed), "same": found.same}
    return shapes.LibraryPreview(id=door.pk, mark=found.mark, wrong=wrong, **counted)


@does("/library/lists/{int:list_id}/take", shapes.Counted, Scope.OFFICE)
def take(request: HttpRequest, list_id: int, said: asking.Seen) -> shapes.Counted:
    """按看过的预览导入指标 · Take the list as it was previewed."""
    found = import_indicators(actor_of(request), list_id, said.mark)
    return shapes.Counted(done=len(found.new) + len(found.changed), refused=[])
