"""Looking for traces of sealed files costs what the tables hold, not that times what was sealed.

What is found stays the same. Every night each text and each answer of a command was compared with
every identifier that was ever sealed; now identifiers are read out of a text, and those compared.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None

IDENTIFIER = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

# A text that holds one of the identifiers ($3). Two in one text may share digits only where the
# first is followed by a stroke; such a text is compared with each.
NAMES_ONE = f"""octet_length(%1$s) >= 36 AND %1$s ~ ''{IDENTIFIER}'' AND (
  EXISTS (SELECT FROM regexp_matches(%1$s, ''{IDENTIFIER}'', ''g'') m(found)
    WHERE m.found[1] = ANY ($3))
  OR %1$s ~ ''{IDENTIFIER}-'' AND EXISTS (SELECT FROM unnest($3) i(id)
    WHERE strpos(%1$s, i.id) > 0))"""  # noqa: S608 - made of constants

CHANGES = {
    "guanhu_find_traces": {
        """(SELECT coalesce(array_agg('%' || i || '%'), '{}') FROM unnest(p_ids) i);""": (
            """p_ids::text[];"""
        ),
        """format('%1$I::text LIKE ANY ($3) OR %1$I::text LIKE ANY ($5)', a.attname)""": (
            f"""format('{NAMES_ONE}' || CASE WHEN cardinality(p_words) > 0
            THEN ' OR %1$s LIKE ANY ($5)' ELSE '' END, quote_ident(a.attname) || '::text')"""
        ),
        """format('%1$I LIKE ANY ($3) OR (%1$I = ANY ($4)%2$s)', a.attname,""": (
            f"""format('{NAMES_ONE} OR (%1$s = ANY ($4)%2$s)', quote_ident(a.attname),"""
        ),
    },
    "guanhu_forget_case": {
        "v_next text;  v_at int;": "v_next text;  v_at int;  v_texts text[];",
        "  -- Before the file itself: a draft": (
            "  v_texts := v_ids::text[];\n  -- Before the file itself: a draft"
        ),
        """jsonb_path_query(k.answer, '$.**') v
        WHERE v #>> '{}' = ANY (v_ids::text[])""": """jsonb_path_query(k.answer, '$.**') v
        WHERE v #>> '{}' = ANY (v_texts)""",
    },
}


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for function, parts in CHANGES.items():
        _rewrite(function, parts)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for function, parts in CHANGES.items():
        _rewrite(function, {after: before for before, after in parts.items()})


def _rewrite(function: str, parts: dict[str, str]) -> None:
    """Replace parts of a function; owner and grants stay."""
    bind = op.get_bind()
    text = str(bind.scalar(sa.text(f"SELECT pg_get_functiondef('{function}'::regproc)")))
    for before, after in parts.items():
        if text.count(before) != 1:
            raise AssertionError(before)
        text = text.replace(before, after)
    bind.exec_driver_sql(text.replace("%", "%%"))
