// Reads base types, operators and other unmodelled objects around types.

#include "reflect/postgresql/queries.h"

namespace tenon {

namespace {

/// Reads base types and shell types; array types and multirange types come with their types.
constexpr const char* kBaseTypes = R"(
select 'base_type', n.nspname, t.typname, null, null,
       format('(INPUT = %s, OUTPUT = %s, INTERNALLENGTH = %s, ALIGNMENT = %s, STORAGE = %s, CATEGORY = %L, '
              'DEFAULT = %L, DEFINED = %s)', t.typinput, t.typoutput, t.typlen, t.typalign, t.typstorage,
              t.typcategory, t.typdefault, t.typisdefined)
  from pg_type t
  join pg_namespace n on n.oid = t.typnamespace
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and t.typtype in ('b', 'p')
   and not exists (select from pg_type el where el.typarray = t.oid)
   and not exists (select from pg_depend e
                    where e.classid = 'pg_type'::regclass and e.objid = t.oid and e.deptype = 'e'))";

/// An operator that only another operator's COMMUTATOR or NEGATOR names does not exist yet.
constexpr const char* kOperators = R"(
select 'operator', n.nspname,
       format('%s(%s, %s)', o.oprname, case when o.oprleft = 0 then 'NONE' else format_type(o.oprleft, null) end,
              case when o.oprright = 0 then 'NONE' else format_type(o.oprright, null) end), null, null,
       format('FUNCTION = %s, COMMUTATOR = %s, NEGATOR = %s, RESTRICT = %s, JOIN = %s, HASHES = %s, MERGES = %s',
              o.oprcode, o.oprcom::regoper, o.oprnegate::regoper, o.oprrest, o.oprjoin, o.oprcanhash, o.oprcanmerge)
  from pg_operator o
  join pg_namespace n on n.oid = o.oprnamespace
 where o.oprcode <> 0 and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_operator'::regclass and e.objid = o.oid and e.deptype = 'e')
union all
select 'operator_class', n.nspname, format('%s USING %s', o.opcname, am.amname), null, null,
       format('%sFOR TYPE %s', case when o.opcdefault then 'DEFAULT ' end, format_type(o.opcintype, null))
  from pg_opclass o
  join pg_am am on am.oid = o.opcmethod
  join pg_namespace n on n.oid = o.opcnamespace
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_opclass'::regclass and e.objid = o.oid and e.deptype = 'e')
union all
select 'operator_family', n.nspname, format('%s USING %s', o.opfname, am.amname), null, null, ''
  from pg_opfamily o
  join pg_am am on am.oid = o.opfmethod
  join pg_namespace n on n.oid = o.opfnamespace
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_opfamily'::regclass and e.objid = o.oid and e.deptype = 'e')
union all
select 'cast', null, format('%s AS %s', format_type(k.castsource, null), format_type(k.casttarget, null)), null, null,
       format('FUNCTION = %s, CONTEXT = %s, METHOD = %s', k.castfunc::regprocedure, k.castcontext, k.castmethod)
  from pg_cast k
 where k.oid >= 16384
   and not exists (select from pg_depend e
                    where e.classid = 'pg_cast'::regclass and e.objid = k.oid and e.deptype in ('e', 'i')))";

constexpr const char* kTextual = R"(
select 'collation', n.nspname, o.collname, null, null,
       format('PROVIDER = %s, COLLATE = %L, CTYPE = %L, DETERMINISTIC = %s', o.collprovider, o.collcollate, o.collctype,
              o.collisdeterministic)
  from pg_collation o
  join pg_namespace n on n.oid = o.collnamespace
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_collation'::regclass and e.objid = o.oid and e.deptype = 'e')
union all
select 'conversion', n.nspname, o.conname, null, null, ''
  from pg_conversion o
  join pg_namespace n on n.oid = o.connamespace
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_conversion'::regclass and e.objid = o.oid and e.deptype = 'e')
union all
select 'text_search_configuration', n.nspname, o.cfgname, null, null, ''
  from pg_ts_config o
  join pg_namespace n on n.oid = o.cfgnamespace
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_ts_config'::regclass and e.objid = o.oid and e.deptype = 'e')
union all
select 'text_search_dictionary', n.nspname, o.dictname, null, null, o.dictinitoption
  from pg_ts_dict o
  join pg_namespace n on n.oid = o.dictnamespace
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_ts_dict'::regclass and e.objid = o.oid and e.deptype = 'e')
union all
select 'text_search_parser', n.nspname, o.prsname, null, null, ''
  from pg_ts_parser o
  join pg_namespace n on n.oid = o.prsnamespace
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_ts_parser'::regclass and e.objid = o.oid and e.deptype = 'e')
union all
select 'text_search_template', n.nspname, o.tmplname, null, null, ''
  from pg_ts_template o
  join pg_namespace n on n.oid = o.tmplnamespace
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_ts_template'::regclass and e.objid = o.oid and e.deptype = 'e'))";

}  // namespace

std::vector<CatalogQuery> unmodelled_type_queries() {
  return {{kBaseTypes, read_unmodelled}, {kOperators, read_unmodelled}, {kTextual, read_unmodelled}};
}

}  // namespace tenon
