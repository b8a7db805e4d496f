"""Writing many rows at once, as little in the way as the driver allows.

SQLAlchemy works out each parameter of each row anew; for the handful of statements that every turn needs, that costs
more than SQLite does. Here a statement is compiled once for a database, and its rows go to the driver as they are.
Types, encryption among them, are those of the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection
from sqlalchemy.engine import Dialect


class Prepared:
    """A statement that is run with many rows and gives none back. `names` are its parameters, in the order of a row."""

    def __init__(self, statement: Any, *names: str) -> None:
        self._statement = statement
        self._names = names
        # By dialect, which belongs to one engine: types bind with the vault of that engine.
        self._compiled: WeakKeyDictionary[Dialect, _Compiled] = WeakKeyDictionary()

    def run(self, connection: Connection, rows: Sequence[tuple[Any, ...]]) -> int:
        """Run it once for each row; return how many rows of the table it touched, -1 where the driver cannot say."""
        if not rows:  # the driver would run it once, without values
            return 0
        compiled = self._compiled.get(connection.dialect)
        if compiled is None:
            compiled = self._compiled[connection.dialect] = _Compiled(self._statement, self._names, connection.dialect)
        return connection.exec_driver_sql(compiled.text, compiled.bound(rows)).rowcount


class _Compiled:
    """A statement as one database understands it: its text, and what makes each place of a row ready for the driver."""

    def __init__(self, statement: Any, names: Sequence[str], dialect: Dialect) -> None:
        compiled: Any = statement.compile(dialect=dialect, column_keys=list(names), for_executemany=True)
        self.text: str = compiled.string
        binds: Mapping[str, Callable[[Any], Any]] = compiled._bind_processors
        places: list[tuple[int, Callable[[Any], Any]]] = []
        for name in compiled.positiontup:
            bind = binds.get(name, _as_it_is)
            if name in names:
                places.append((names.index(name), bind))
            else:  # a value of the statement itself
                places.append((0, _always(bind(compiled.params[name]))))
        self._places = tuple(places)

    def bound(self, rows: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """Return rows as the driver takes them."""
        places = self._places
        return [tuple([bind(row[index]) for index, bind in places]) for row in rows]


def _always(value: Any) -> Callable[[Any], Any]:
    return lambda _given: value


def _as_it_is(value: Any) -> Any:
    return value
