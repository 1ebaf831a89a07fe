"""What tools/dump_law.py does not ask for, each with the reason."""


def columns(reason, text):
    """`catalog: column column ...`, a catalog a paragraph, as {"catalog.column": reason}."""
    found, catalog = {}, ""
    for word in text.split():
        if word.endswith(":"):
            catalog = word[:-1]
        else:
            found[catalog + "." + word] = reason
    return found


def words(reason, text):
    return {word.strip(): reason for word in text.split(",")}


# Strings of the program that are words in capitals, and no kind of entry of a schema's dump.
WORDS = {
    **words("rows, or large objects, which are rows to pg_dump",
            "BLOB, BLOB COMMENTS, BLOBS, LARGE OBJECT, MATERIALIZED VIEW DATA, SEQUENCE SET, TABLE DATA"),
    **words("written with --create alone: the database is not part of a schema", "DATABASE, DATABASE PROPERTIES"),
    **words("what an archive says of itself", "DIRECTORY, CUSTOM, ENCODING, PGDMP, SEARCHPATH, STDSTRINGS, TAR, UNKNOWN, WARNING"),
    **words("the environment of a program", "HOME, PGLOCALEDIR, PGSYSCONFDIR"),
    **words("a character set", "GBK, JOHAB, SJIS, UHC"),
    **words("the name of an error of the system",
            "EACCES, EADDRINUSE, EADDRNOTAVAIL, EAFNOSUPPORT, EAGAIN, EALREADY, EBADF, EBADMSG, EBUSY, ECHILD, ECONNABORTED,"
            "ECONNREFUSED, ECONNRESET, EDEADLK, EDOM, EEXIST, EFBIG, EHOSTDOWN, EHOSTUNREACH, EIDRM, EINPROGRESS, EINTR,"
            "EINVAL, EIO, EISCONN, EISDIR, ELOOP, EMFILE, EMLINK, EMSGSIZE, ENAMETOOLONG, ENETDOWN, ENETRESET, ENETUNREACH,"
            "ENFILE, ENOBUFS, ENODEV, ENOENT, ENOEXEC, ENOMEM, ENOSPC, ENOSYS, ENOTCONN, ENOTDIR, ENOTEMPTY, ENOTSOCK,"
            "ENOTSUP, ENOTTY, ENXIO, EOVERFLOW, EPERM, EPIPE, EPROTONOSUPPORT, ERANGE, EROFS, ESRCH, ETIMEDOUT, ETXTBSY, EXDEV"),
    **words("a word of a statement or of a list of rights",
            "ACL LANGUAGE, AFTER, ALL, ALTER SYSTEM, ALTER TABLE, ALTER TABLE IF EXISTS, BEFORE, BEGIN, BY DEFAULT, COMMIT,"
            "CONNECT, CREATE, CREATE OR REPLACE VIEW, DISABLE, DROP CONSTRAINT, ENABLE, ENABLE ALWAYS, ENABLE REPLICA, EXECUTE,"
            "EXTENDED, EXTERNAL, FOREIGN SERVER, FUNCTIONS, INSTEAD OF, NONE, PARAMETER, PLAIN, PRIMARY KEY, PROCEDURES, PUBLIC,"
            "REFERENCES, ROLE, SCHEMAS, SEQUENCES, TABLESPACE, TEMPORARY, TYPES, UNIQUE, UNLOGGED, USAGE, VALUES, WITH INOUT,"
            "WITHOUT FUNCTION"),
}

CATALOGS = {
    "pg_depend": "who needs whom; that an object depends on an extension is a step",
    "pg_init_privs": "the rights that members of extensions came with, against which others are held",
    "pg_largeobject": "rows",
    "pg_largeobject_metadata": "rows",
    "pg_statistic": "what ANALYZE found",
    "pg_statistic_ext_data": "what ANALYZE found",
    "pg_subscription_rel": "how far a subscription is",
}

COLUMNS = {
    **columns("the name of the object, or what kind of thing it is: with another it is another object", """
    pg_aggregate: aggfnoid aggkind aggnumdirectargs
    pg_am: amname
    pg_amop: amoplefttype amopmethod amoprighttype amopstrategy
    pg_amproc: amprocfamily amproclefttype amprocnum amprocrighttype
    pg_attrdef: adnum adrelid
    pg_attribute: attname attnum
    pg_cast: castsource casttarget
    pg_class: relkind relname relnamespace
    pg_collation: collname collnamespace
    pg_constraint: conname connamespace contype contypid
    pg_conversion: conname connamespace
    pg_default_acl: defaclnamespace defaclobjtype defaclrole
    pg_description: classoid objsubid
    pg_enum: enumlabel enumtypid
    pg_event_trigger: evtname
    pg_extension: extname
    pg_foreign_data_wrapper: fdwname
    pg_foreign_server: srvname
    pg_inherits: inhparent inhrelid
    pg_language: lanname
    pg_namespace: nspname
    pg_opclass: opcmethod opcname opcnamespace
    pg_operator: oprkind oprleft oprname oprnamespace oprright
    pg_opfamily: opfmethod opfname opfnamespace
    pg_partitioned_table: partrelid
    pg_policy: polname polrelid
    pg_proc: prokind proname pronamespace pronargs
    pg_publication: pubname
    pg_publication_namespace: pnnspid pnpubid
    pg_publication_rel: prpubid prrelid
    pg_range: rngtypid
    pg_rewrite: ev_class rulename
    pg_seclabel: classoid objoid objsubid
    pg_sequence: seqrelid
    pg_statistic_ext: stxname stxnamespace stxrelid
    pg_subscription: subdbid subname
    pg_transform: trflang trftype
    pg_trigger: tgname tgparentid tgrelid
    pg_ts_config: cfgname cfgnamespace
    pg_ts_config_map: mapcfg mapseqno maptokentype
    pg_ts_dict: dictname dictnamespace
    pg_ts_parser: prsname prsnamespace
    pg_ts_template: tmplname tmplnamespace
    pg_type: typname typnamespace
    pg_user_mapping: umuser
    """),
    **columns("owners are not compared", """
    pg_collation: collowner
    pg_conversion: conowner
    pg_event_trigger: evtowner
    pg_extension: extowner
    pg_foreign_data_wrapper: fdwowner
    pg_language: lanowner
    pg_namespace: nspowner
    pg_opclass: opcowner
    pg_operator: oprowner
    pg_opfamily: opfowner
    pg_publication: pubowner
    pg_statistic_ext: stxowner
    pg_subscription: subowner
    pg_ts_config: cfgowner
    pg_ts_dict: dictowner
    """),
    **columns("compared, not counted: tools/mutate changes it", """
    pg_attribute: attgenerated attisdropped attndims atttypid atttypmod
    pg_class: relchecks
    pg_constraint: conexclop conffeqop confkey confrelid conkey conpfeqop conppeqop
    pg_enum: enumsortorder
    pg_extension: extversion
    pg_index: indclass indcollation indexprs indisexclusion indisprimary indisunique indnkeyatts indoption indpred
    pg_inherits: inhseqno
    pg_partitioned_table: partattrs partclass partcollation partexprs partnatts partstrat
    pg_range: rngcanonical rngcollation rngmultitypid rngsubdiff rngsubopc rngsubtype
    pg_type: typbasetype typndims typtypmod
    """),
    **columns("the server's own, or what pg_dump does not write", """
    pg_amop: amoppurpose
    pg_attribute: attalign attbyval attcacheoff atthasmissing attlen attmissingval
    pg_class: relallvisible relhasindex relhasrules relisshared relminmxid relrewrite
    pg_extension: extcondition extconfig extrelocatable
    pg_index: indcheckxmin indislive indisready
    pg_inherits: inhdetachpending
    pg_language: lanispl
    pg_rewrite: ev_type
    pg_subscription: subenabled subskiplsn
    pg_trigger: tgconstrindid tgisinternal
    """),
}
