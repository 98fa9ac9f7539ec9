"""The job queue's own schema, and a log of what the periodic jobs did."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from procrastinate.schema import SchemaManager
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)

# The library brings no downgrade: everything it made carries its name.
DROP_QUEUE = """
DO $$
DECLARE
  v_name text;
BEGIN
  FOR v_name IN SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r'
      AND relnamespace = 'public'::regnamespace AND relname LIKE 'procrastinate\\_%' LOOP
    EXECUTE 'DROP TABLE ' || v_name || ' CASCADE';
  END LOOP;
  FOR v_name IN SELECT oid::regprocedure::text FROM pg_proc
      WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'procrastinate\\_%' LOOP
    EXECUTE 'DROP FUNCTION ' || v_name || ' CASCADE';
  END LOOP;
  FOR v_name IN SELECT oid::regtype::text FROM pg_type WHERE typtype IN ('e', 'c')
      AND typnamespace = 'public'::regnamespace AND typname LIKE 'procrastinate\\_%' LOOP
    EXECUTE 'DROP TYPE ' || v_name || ' CASCADE';
  END LOOP;
END
$$
"""

# The queue holds identifiers and codes only, so it stands outside the walls.
GRANT_QUEUE = """
DO $$
DECLARE
  v_name text;
BEGIN
  FOR v_name IN SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r'
      AND relnamespace = 'public'::regnamespace AND relname LIKE 'procrastinate\\_%' LOOP
    EXECUTE 'GRANT SELECT, INSERT, UPDATE, DELETE ON ' || v_name || ' TO guanhu_app';
  END LOOP;
  FOR v_name IN SELECT oid::regclass::text FROM pg_class WHERE relkind = 'S'
      AND relnamespace = 'public'::regnamespace AND relname LIKE 'procrastinate\\_%' LOOP
    EXECUTE 'GRANT USAGE, SELECT ON SEQUENCE ' || v_name || ' TO guanhu_app';
  END LOOP;
END
$$
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    # Many statements in one text: sent by the driver itself, without parameters.
    driver = op.get_bind().connection.driver_connection
    assert driver is not None  # noqa: S101 - Alembic runs on a real connection
    driver.execute(SchemaManager.get_schema())
    op.get_bind().exec_driver_sql(GRANT_QUEUE.replace("%", "%%"))
    op.create_table(
        "job_runs",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("run_id", sa.Uuid, nullable=False, comment="one daily run of all jobs"),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("office_id", sa.Uuid),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT),
        sa.Column("done", sa.Integer, nullable=False, server_default="0"),
        sa.Column(
            "errors",
            postgresql.JSONB,
            nullable=False,
            server_default=sa.text("'[]'::jsonb"),
            comment="record ids and kinds of failure, never texts",
        ),
    )
    op.create_index("ix_job_runs_name_started_at", "job_runs", ["name", "started_at"])
    op.execute("ALTER TABLE job_runs ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE job_runs FORCE ROW LEVEL SECURITY")
    op.execute(
        "CREATE POLICY job_runs_system ON job_runs FOR ALL TO guanhu_app"
        " USING ((SELECT guanhu_scope()) = 'all')"
    )
    op.execute("GRANT SELECT, INSERT, UPDATE ON job_runs TO guanhu_app")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("job_runs")
    op.get_bind().exec_driver_sql(DROP_QUEUE.replace("%", "%%"))
