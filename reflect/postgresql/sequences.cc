// Reads sequences into the catalog.

#include <utility>

#include "model/sequence.h"
#include "reflect/postgresql/queries.h"

namespace tenon {

namespace {

/// The sequence of an identity column has an internal dependency ('i') on the column, one OWNED BY a column
/// an automatic one ('a').
constexpr const char* kSequences = R"(
select n.nspname, c.relname, format_type(s.seqtypid, null), s.seqstart, s.seqincrement, s.seqmin, s.seqmax,
       s.seqcache, s.seqcycle, o.deptype = 'i', o.refobjid, o.refobjsubid, d.description,
       case when c.relpersistence is distinct from coalesce(t.relpersistence, 'p')
                 and current_setting('server_version_num')::int >= 150000
            then case c.relpersistence when 'u' then 'unlogged' else 'logged' end else '' end
  from pg_sequence s
  join pg_class c on c.oid = s.seqrelid
  join pg_namespace n on n.oid = c.relnamespace
  left join pg_depend o
    on o.classid = 'pg_class'::regclass and o.objid = s.seqrelid and o.objsubid = 0
   and o.refclassid = 'pg_class'::regclass and o.refobjsubid > 0 and o.deptype in ('a', 'i')
  left join pg_class t on t.oid = o.refobjid
  left join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = c.oid and d.objsubid = 0
 where c.relpersistence <> 't' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e'))";

SequenceOptions read_options(RowReader& in) {
  SequenceOptions options;
  options.type = in.text();
  options.start = in.text();
  options.increment = in.text();
  options.minimum = in.text();
  options.maximum = in.text();
  options.cache = in.text();
  options.cycle = in.flag();
  return options;
}

void read_sequences(const pqxx::result& rows, CatalogDraft& draft) {
  for (const pqxx::row& row : rows) {
    RowReader in(row);
    Sequence sequence;
    sequence.name = in.qualified();
    sequence.options = read_options(in);
    const bool is_identity = in.flag();
    const Oid table = in.oid();
    const ColumnNumber number{table, in.number()};
    sequence.comment = in.text();
    sequence.logging = in.text();
    if (is_identity) {
      if (Column* column = draft.column(number); column != nullptr && column->identity)
        column->identity =
            restored({column->identity->always, sequence.options, sequence.name}, column->type);
      continue;
    }
    const auto owner = draft.column_names.find(number);
    if (owner != draft.column_names.end())
      sequence.owned_by = ColumnName{draft.table_names[table], owner->second};
    draft.catalog.sequences.push_back(std::move(sequence));
  }
}

}  // namespace

std::vector<CatalogQuery> sequence_queries() { return {{kSequences, read_sequences}}; }

}  // namespace tenon
