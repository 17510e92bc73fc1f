"""Declarations, values, findings and answers to JSON and back, and the JSON Schema of each answer."""

from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

import attr
import attrs
import msgspec

Model = TypeVar("Model")


def to_builtins(model: attrs.AttrsInstance) -> dict[str, Any]:
    """A model object as plain dicts, lists and strings, fields in the order of the contract, decimals as decimal strings."""
    return attr.asdict(model, value_serializer=_serialize)


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


def _serialize(_owner: object, _attribute: object, value: object) -> object:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Enum):
        return value.value
    return value
