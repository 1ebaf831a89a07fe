-- Prints the columns of every catalog that holds objects of a database, as one JSON object.
SELECT json_object_agg(relname, columns)
  FROM (SELECT c.relname, json_agg(a.attname ORDER BY a.attnum) AS columns
          FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND a.attname <> 'oid'
         WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r'
           AND (NOT c.relisshared OR c.relname = 'pg_subscription')
         GROUP BY c.relname) q;
