"""What every table is made of."""

from __future__ import annotations

import sqlalchemy as sa

from storage.vocabulary import listed

ATTACHMENTS_MOST = 5

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# STRICT tables of SQLite know INTEGER only (it holds 64 bits there); PostgreSQL needs BIGINT for milliseconds.
Big = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def table(name: str, *parts: sa.schema.SchemaItem) -> sa.Table:
    """A table of the one metadata; STRICT in SQLite."""
    # Ids are never used again: an old button must not act on whatever came to stand in its row's place.
    has_id = any(isinstance(part, sa.Column) and part.name == "id" for part in parts)
    return sa.Table(name, metadata, *parts, sqlite_strict=True, sqlite_autoincrement=has_id)


def id_column() -> sa.Column[int]:
    """The primary key that the database counts up."""
    return sa.Column("id", Big, sa.Identity(), primary_key=True)


def one_of(column: str, values: tuple[str, ...]) -> sa.CheckConstraint:
    """The column holds a word of a fixed vocabulary, or NULL where it may."""
    return sa.CheckConstraint(f"{column} IN ({listed(values)})", name=column)


def where_index(name: str, condition: str, *columns: str) -> sa.Index:
    """An index of the rows for which the condition holds."""
    where = sa.text(condition)
    return sa.Index(name, *columns, sqlite_where=where, postgresql_where=where)
