"""What every record shares: immutability, strict keys, UTC times and a version."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Annotated, Any, Final, Protocol, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict

SCHEMA_VERSION: Final = "1"
"""Version of all record schemas; raised when a change is not backward compatible."""


class Record(BaseModel):
    """An immutable record. Unknown keys are ignored, so that older readers accept newer writers."""

    model_config = ConfigDict(frozen=True, extra="ignore")


Model = TypeVar("Model", bound=BaseModel)


def trusted(kind: type[Model], **values: Any) -> Model:
    """A model of values that are known to be valid, all that it requires.

    pydantic's own ``model_construct`` asks each field for its default each time, which takes twice
    as long and more.
    """
    return _made(kind, {**_blank(kind), **values}, _named(tuple(values)))


def changed(model: Model, **values: Any) -> Model:
    """A model with other values, known to be valid: a faster ``model_copy``."""
    told = model.__pydantic_fields_set__
    if not told.issuperset(values):
        told = told.union(values)
    return _made(type(model), {**model.__dict__, **values}, told)


def completed(model: Model, **values: Any) -> Model:
    """A model that was just made and that nobody else has yet, with what follows from the rest of it."""
    model.__dict__.update(values)
    return model


def sharing(model: Model, fields: tuple[str, ...], parts: Parts) -> Model:
    """An equal model whose records in some fields are those that equal ones had before, as far as
    they are still there."""
    values = dict(model.__dict__)
    for name in fields:
        part: Record = values[name]
        what = (type(part), *part.__dict__.values())
        known = parts.get(what)
        if known is None:
            parts.put(what, part)
        else:
            values[name] = known
    return _made(type(model), values, _named(tuple(model.__pydantic_fields_set__)))


class Parts(Protocol):
    """Records that were met before, by their kind and what they hold."""

    def get(self, key: tuple[object, ...]) -> Record | None: ...
    def put(self, key: tuple[object, ...], value: Record) -> None: ...


def _made(kind: type[Model], values: dict[str, Any], told: set[str]) -> Model:
    model = kind.__new__(kind)
    _put(model, "__dict__", values)
    _put(model, "__pydantic_fields_set__", told)
    _put(model, "__pydantic_extra__", None)
    _put(model, "__pydantic_private__", None)
    return model


_put = object.__setattr__


@cache
def _named(fields: tuple[str, ...]) -> set[str]:
    """The names of fields as a set: one for all models that have these."""
    return set(fields)


@cache
def _blank(kind: type[BaseModel]) -> dict[str, Any]:
    """The fields of a model in the order in which they are written, with their defaults."""
    return {name: field.get_default() for name, field in kind.model_fields.items()}


def _to_utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a time needs a UTC offset")
    return value.astimezone(UTC)


UtcTime = Annotated[datetime, AfterValidator(_to_utc)]
"""An RFC 3339 time, converted to UTC. A time without an offset is refused."""
