// Reads base types, operators, casts and what reads text as unmodelled objects.

#include "reflect/postgresql/placeholders.h"
#include "reflect/postgresql/queries.h"

namespace tenon {

namespace {

/// Reads base types and shell types; array types and multirange types come with their types.
constexpr const char* kBaseTypes = R"(
select 'base_type', n.nspname, t.typname, null, null,
       format('(INPUT = %s, OUTPUT = %s, INTERNALLENGTH = %s, ALIGNMENT = %s, STORAGE = %s, CATEGORY = %L, '
              'DEFAULT = %L, DEFINED = %s', t.typinput, t.typoutput, t.typlen, t.typalign, t.typstorage,
              t.typcategory, t.typdefault, t.typisdefined)
       || format(', RECEIVE = %s, SEND = %s, TYPMOD_IN = %s, TYPMOD_OUT = %s, ANALYZE = %s, BYVALUE = %s, DELIMITER = %L, '
                 'ELEMENT = %s, PREFERRED = %s, COLLATABLE = %s', t.typreceive, t.typsend, t.typmodin, t.typmodout,
                 t.typanalyze, t.typbyval, t.typdelim, format_type(nullif(t.typelem, 0), null), t.typispreferred,
                 t.typcollation <> 0)
       {since 14: || coalesce(', SUBSCRIPT = ' || nullif(t.typsubscript, 0::regproc), '')} || ')'
       || {comment on t.oid of pg_type}
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
              o.oprcode, o.oprcom::regoperator, o.oprnegate::regoperator, o.oprrest, o.oprjoin, o.oprcanhash,
              o.oprcanmerge)
       || {comment on o.oid of pg_operator}
  from pg_operator o
  join pg_namespace n on n.oid = o.oprnamespace
 where o.oprcode <> 0 and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_operator'::regclass and e.objid = o.oid and e.deptype = 'e')
union all
select 'cast', null, format('%s AS %s', format_type(k.castsource, null), format_type(k.casttarget, null)), null, null,
       format('FUNCTION = %s, CONTEXT = %s, METHOD = %s', k.castfunc::regprocedure, k.castcontext, k.castmethod)
       || {comment on k.oid of pg_cast}
  from pg_cast k
 where k.oid >= 16384
   and not exists (select from pg_depend e
                    where e.classid = 'pg_cast'::regclass and e.objid = k.oid and e.deptype in ('e', 'i')))";

/// Reads operator classes and families, each with the operators and functions that depend on it. Those that
/// were added to a family by ALTER depend on the family.
constexpr const char* kOperatorClasses = R"(
with member(class, object, entry) as (
  select d.refclassid, d.refobjid,
         format('OPERATOR %s %s%s', o.amopstrategy, o.amopopr::regoperator,
                ' FOR ORDER BY ' || (select format('%I.%I', n.nspname, f.opfname)
                                       from pg_opfamily f join pg_namespace n on n.oid = f.opfnamespace
                                      where f.oid = o.amopsortfamily))
    from pg_amop o join pg_depend d on d.classid = 'pg_amop'::regclass and d.objid = o.oid
   where o.oid >= 16384 and d.refclassid in ('pg_opclass'::regclass, 'pg_opfamily'::regclass)
  union all
  select d.refclassid, d.refobjid,
         format('FUNCTION %s (%s, %s) %s', p.amprocnum, format_type(p.amproclefttype, null),
                format_type(p.amprocrighttype, null), p.amproc::regprocedure)
    from pg_amproc p join pg_depend d on d.classid = 'pg_amproc'::regclass and d.objid = p.oid
   where p.oid >= 16384 and d.refclassid in ('pg_opclass'::regclass, 'pg_opfamily'::regclass)
), members(class, object, list) as (
  select class, object, string_agg(entry, ', ' order by entry collate "C") from member group by class, object
)
select 'operator_class', n.nspname, format('%s USING %s', o.opcname, am.amname), null, null,
       format('%sFOR TYPE %s FAMILY %I.%I', case when o.opcdefault then 'DEFAULT ' end, format_type(o.opcintype, null),
              fn.nspname, f.opfname)
       || coalesce(' STORAGE ' || format_type(nullif(o.opckeytype, 0), null), '') || coalesce(' AS ' || m.list, '')
       || {comment on o.oid of pg_opclass}
  from pg_opclass o
  join pg_am am on am.oid = o.opcmethod
  join pg_namespace n on n.oid = o.opcnamespace
  join pg_opfamily f on f.oid = o.opcfamily
  join pg_namespace fn on fn.oid = f.opfnamespace
  left join members m on m.class = 'pg_opclass'::regclass and m.object = o.oid
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_opclass'::regclass and e.objid = o.oid and e.deptype = 'e')
union all
select 'operator_family', n.nspname, format('%s USING %s', o.opfname, am.amname), null, null,
       'ADD ' || coalesce(m.list, 'NOTHING') || {comment on o.oid of pg_opfamily}
  from pg_opfamily o
  join pg_am am on am.oid = o.opfmethod
  join pg_namespace n on n.oid = o.opfnamespace
  left join members m on m.class = 'pg_opfamily'::regclass and m.object = o.oid
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_opfamily'::regclass and e.objid = o.oid and e.deptype = 'e'))";

/// The locale of a collation of ICU moved between columns with the versions; it is one locale in all of them.
constexpr const char* kTextual = R"(
select 'collation', n.nspname, o.collname, null, null,
       format('PROVIDER = %s, COLLATE = %L, CTYPE = %L, DETERMINISTIC = %s', o.collprovider,
              {before 15: o.collcollate, o.collctype}
              {since 17: coalesce(o.colllocale, o.collcollate), coalesce(o.colllocale, o.collctype)}
              {locale of 15 and 16}, o.collisdeterministic)
       {since 16: || coalesce(', RULES = ' || quote_literal(o.collicurules), '')}
       || {comment on o.oid of pg_collation}
  from pg_collation o
  join pg_namespace n on n.oid = o.collnamespace
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_collation'::regclass and e.objid = o.oid and e.deptype = 'e')
union all
select 'conversion', n.nspname, o.conname, null, null,
       format('%sFOR %L TO %L FROM %s', case when o.condefault then 'DEFAULT ' end,
              pg_encoding_to_char(o.conforencoding), pg_encoding_to_char(o.contoencoding), o.conproc)
       || {comment on o.oid of pg_conversion}
  from pg_conversion o
  join pg_namespace n on n.oid = o.connamespace
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_conversion'::regclass and e.objid = o.oid and e.deptype = 'e'))";

/// The tokens of a configuration have numbers here; their names are the parser's.
constexpr const char* kTextSearch = R"(
select 'text_search_configuration', n.nspname, o.cfgname, null, null,
       format('PARSER %I.%I', pn.nspname, p.prsname)
       || coalesce(' MAPPING ' || (select string_agg(format('%s %s', m.maptokentype, m.mapdict::regdictionary), ', '
                                                     order by m.maptokentype, m.mapseqno)
                                     from pg_ts_config_map m where m.mapcfg = o.oid), '')
       || {comment on o.oid of pg_ts_config}
  from pg_ts_config o
  join pg_namespace n on n.oid = o.cfgnamespace
  join pg_ts_parser p on p.oid = o.cfgparser
  join pg_namespace pn on pn.oid = p.prsnamespace
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_ts_config'::regclass and e.objid = o.oid and e.deptype = 'e')
union all
select 'text_search_dictionary', n.nspname, o.dictname, null, null,
       format('TEMPLATE %I.%I (%s)', tn.nspname, t.tmplname, o.dictinitoption) || {comment on o.oid of pg_ts_dict}
  from pg_ts_dict o
  join pg_namespace n on n.oid = o.dictnamespace
  join pg_ts_template t on t.oid = o.dicttemplate
  join pg_namespace tn on tn.oid = t.tmplnamespace
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_ts_dict'::regclass and e.objid = o.oid and e.deptype = 'e')
union all
select 'text_search_parser', n.nspname, o.prsname, null, null,
       format('START = %s, GETTOKEN = %s, END = %s, HEADLINE = %s, LEXTYPES = %s', o.prsstart, o.prstoken, o.prsend,
              o.prsheadline, o.prslextype)
       || {comment on o.oid of pg_ts_parser}
  from pg_ts_parser o
  join pg_namespace n on n.oid = o.prsnamespace
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_ts_parser'::regclass and e.objid = o.oid and e.deptype = 'e')
union all
select 'text_search_template', n.nspname, o.tmplname, null, null,
       format('INIT = %s, LEXIZE = %s', o.tmplinit, o.tmpllexize) || {comment on o.oid of pg_ts_template}
  from pg_ts_template o
  join pg_namespace n on n.oid = o.tmplnamespace
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_ts_template'::regclass and e.objid = o.oid and e.deptype = 'e'))";

}  // namespace

std::vector<CatalogQuery> unmodelled_type_queries(int version) {
  const bool has_own_column = version >= 150000 && version < 170000;
  const char* locale =
      has_own_column ? "coalesce(o.colliculocale, o.collcollate), coalesce(o.colliculocale, o.collctype)"
                     : "";
  return {{completed(kBaseTypes, version), read_unmodelled},
          {completed(kOperators, version), read_unmodelled},
          {completed(kOperatorClasses, version), read_unmodelled},
          {completed(filled(kTextual, "{locale of 15 and 16}", locale), version), read_unmodelled},
          {completed(kTextSearch, version), read_unmodelled}};
}

}  // namespace tenon
