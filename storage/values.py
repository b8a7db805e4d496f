"""Values: small objects that are made by the dozen in each turn and never change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def value(kind: type[T]) -> type[T]:
    """Make `kind` a dataclass that the type checker holds to be frozen.

    A dataclass that is frozen at run time takes three times as long to make.
    """
    return dataclass(slots=True, unsafe_hash=True)(kind)
