"""Declarations, values, findings and answers to JSON and back, and the JSON Schema of each answer."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar, cast

import attrs
import msgspec

Model = TypeVar("Model")


def to_builtins(model: attrs.AttrsInstance) -> dict[str, Any]:
    """A model object as plain dicts, lists and strings, fields in the order of the contract, decimals as decimal strings."""
    return {name: _plain(getattr(model, name)) for name in _fields(type(model))}


def to_json(model: attrs.AttrsInstance, *, indent: int = 0) -> bytes:
    """A model object as UTF-8 JSON, on one line or indented."""
    encoded = msgspec.json.encode(to_builtins(model))
    return msgspec.json.format(encoded, indent=indent) if indent else encoded


def from_json(kind: type[Model], data: bytes | str) -> Model:
    """Read a model object back from its JSON; unknown fields are passed over.

    Raises `msgspec.ValidationError` (with the path of the field) where the JSON is no such object.
    """
    return msgspec.json.decode(data, type=kind, strict=False)


def from_builtins(kind: type[Model], data: object) -> Model:
    """`from_json` for an object that is parsed already."""
    return msgspec.convert(data, kind, strict=False)


def schema(kind: type[attrs.AttrsInstance]) -> dict[str, Any]:
    """JSON Schema (2020-12) of a model class; every field is always present, so every field is required."""
    made = msgspec.json.schema(kind)
    for definition in made.get("$defs", {}).values():
        if "properties" in definition:
            definition["required"] = sorted(definition["properties"])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def _fields(kind: type[object]) -> tuple[str, ...]:
    """The names of a model class's fields in order; none for any other type."""
    known = _FIELDS.get(kind)
    if known is None:
        known = _FIELDS[kind] = tuple(each.name for each in attrs.fields(kind)) if attrs.has(kind) else ()
    return known


_FIELDS: dict[type[object], tuple[str, ...]] = {}


def _plain(value: object) -> object:
    """A value of a field, its parts made plain; the commonest kinds first, since every cell of every table passes here."""
    kind = type(value)
    if kind is str or value is None or kind is int or kind is bool:
        return value
    if names := _fields(kind):
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in cast("Sequence[object]", value)]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        told = cast("Mapping[str, object]", value)
        return {name: _plain(each) for name, each in told.items()}
    return value
