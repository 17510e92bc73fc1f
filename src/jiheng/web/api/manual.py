"""The manual (接口说明): the OpenAPI description laid out for reading, by what a token must be made for."""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from jiheng.web.api.models import Scope


@frozen
class Member:
    """A parameter or a member of a body: its name, where it stands, its type, and whether it must be there."""

    name: str
    where: str
    kind: str
    needed: bool


@frozen
class Operation:
    """An operation as the manual shows it; the summary is in both languages."""

    method: str
    path: str
    zh: str
    en: str
    members: tuple[Member, ...]
    answer: str


@frozen
class Chapter:
    """The operations of a scope."""

    scope: Scope
    operations: tuple[Operation, ...]


def chapters(described: Mapping[str, Any]) -> list[Chapter]:
    """The description by scope."""
    by_scope: dict[str, list[Operation]] = {}
    for path, methods in described["paths"].items():
        for method, said in methods.items():
            by_scope.setdefault(said["tags"][0], []).append(_operation(method, path, said, described))
    return [Chapter(scope, tuple(by_scope.get(scope.value, ()))) for scope in Scope]


def _operation(method: str, path: str, said: Mapping[str, Any], described: Mapping[str, Any]) -> Operation:
    zh, _, en = said["summary"].partition(" · ")
    answers = said.get("responses", {})
    good: Mapping[str, Any] = next((each for code, each in answers.items() if str(code) == "200"), {})
    schema: Mapping[str, Any] = next((each.get("schema", {}) for each in good.get("content", {}).values()), {})
    members = (*_parameters(said), *_body(said, described))
    return Operation(method.upper(), path, zh, en or zh, members, _kind(schema) or "file")


def _parameters(said: Mapping[str, Any]) -> Iterator[Member]:
    for each in said.get("parameters", ()):
        yield Member(each["name"], each["in"], _kind(each.get("schema", {})), bool(each.get("required")))


def _body(said: Mapping[str, Any], described: Mapping[str, Any]) -> Iterator[Member]:
    for kind, each in said.get("requestBody", {}).get("content", {}).items():
        schema = each["schema"]
        if "$ref" in schema:
            schema = described["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        where = "form" if "form" in kind else "body"
        for name, member in schema.get("properties", {}).items():
            yield Member(name, where, _kind(member), name in schema.get("required", ()))


def _kind(schema: Mapping[str, Any]) -> str:
    """A type in a few words."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return " | ".join(str(each) or "—" for each in schema["enum"])
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(_kind(each) for each in schema["anyOf"]))
    if schema.get("type") == "array":
        return f"[{_kind(schema.get('items', {}))}]"
    return str(schema.get("format") or schema.get("type") or "")
