-- Prints the next transaction, and the rows of the catalogs of a database that are not the server's own and were written
-- from the transaction :since on: a line {"catalog", "object", "row"} each.
SELECT pg_snapshot_xmax(pg_current_snapshot());
WITH keyed(catalog, first, more) AS (VALUES
  ('pg_attribute', 'attrelid', 'attname'), ('pg_index', 'indexrelid', NULL), ('pg_sequence', 'seqrelid', NULL),
  ('pg_aggregate', 'aggfnoid', NULL), ('pg_foreign_table', 'ftrelid', NULL), ('pg_partitioned_table', 'partrelid', NULL),
  ('pg_range', 'rngtypid', NULL), ('pg_inherits', 'inhrelid', NULL), ('pg_description', 'objoid', 'objsubid'),
  ('pg_seclabel', 'objoid', 'objsubid'), ('pg_ts_config_map', 'mapcfg', 'maptokentype * 100 + mapseqno'),
  ('pg_enum', 'enumtypid', 'enumlabel'), ('pg_init_privs', 'objoid', 'objsubid')
), classes(catalog, class) AS (VALUES
  ('pg_attribute', 'pg_class'), ('pg_index', 'pg_class'), ('pg_sequence', 'pg_class'), ('pg_aggregate', 'pg_proc'),
  ('pg_foreign_table', 'pg_class'), ('pg_partitioned_table', 'pg_class'), ('pg_range', 'pg_type'),
  ('pg_inherits', 'pg_class'), ('pg_ts_config_map', 'pg_ts_config'), ('pg_enum', 'pg_type')
)
SELECT format($q$SELECT json_build_object('catalog', %L, 'object', concat_ws(' ', i.type, i.identity, %s), 'row', to_jsonb(x))
                   FROM pg_catalog.%I x, pg_identify_object(%s, x.%I, 0) i, pg_database d WHERE d.datname = current_database() AND x.xmin::text::bigint >= %s AND x.%I::oid >= 16384
                    AND coalesce((to_jsonb(x)->>'subdbid')::oid, d.oid) = d.oid
                    AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = %s AND e.objid = x.%I AND e.deptype = 'e')$q$,
              c.relname, coalesce(k.more, 'NULL'), c.relname,
              coalesce(quote_literal(s.class) || '::regclass', CASE WHEN k.first IS NULL THEN 'x.tableoid' ELSE 'x.classoid' END),
              coalesce(k.first, 'oid'), :'since', coalesce(k.first, 'oid'),
              coalesce(quote_literal(s.class) || '::regclass', CASE WHEN k.first IS NULL THEN 'x.tableoid' ELSE 'x.classoid' END),
              coalesce(k.first, 'oid'))
  FROM pg_class c
  LEFT JOIN keyed k ON k.catalog = c.relname
  LEFT JOIN classes s ON s.catalog = c.relname
 WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r'
   AND (NOT c.relisshared OR c.relname = 'pg_subscription')
   AND (k.catalog IS NOT NULL OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'oid'))
\gexec
