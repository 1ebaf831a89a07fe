// The settings of each kind of object: the options with a key of their own in declared JSON, listed once.

#include "model/setting.h"

namespace tenon {

namespace {

constexpr std::string_view kPg = "postgresql";
constexpr std::string_view kLite = "sqlite";

constexpr std::array kTableSettings{
    Setting{"unlogged", kPg},
    Setting{"partition_by", kPg},
    Setting{"partition_bound", kPg},
    Setting{"row_security", kPg},
    Setting{"force_row_security", kPg},
    Setting{"replica_identity", kPg, "default", false, {"default", "full", "nothing"}},
    Setting{"tablespace", kPg, "pg_default", true},
    Setting{"access_method", kPg, "heap", true},
    Setting{"without_rowid", kLite},
    Setting{"strict", kLite},
};

/// The standard of `storage` is that of the type: sql/storage.h.
constexpr std::array kColumnSettings{
    Setting{"storage", kPg, {}, false, {"plain", "external", "extended", "main"}},
    Setting{"compression", kPg, "default", false, {"default", "pglz", "lz4"}},
    Setting{"statistics", kPg, "-1"},
    Setting{"not_null_name", kPg},
    Setting{"not_null_no_inherit", kPg},
    Setting{"not_null_not_valid", kPg},
    Setting{"not_null_on_conflict", kLite},
};

constexpr Setting kTablespace{"tablespace", kPg, "pg_default", true};

constexpr std::array kPrimaryKeySettings{
    kTablespace,
    Setting{"clustered", kPg},
    Setting{"replica_identity", kPg},
    Setting{"index_comment", kPg},
    Setting{"without_overlaps", kPg},
    Setting{"on_conflict", kLite},
    Setting{"autoincrement", kLite},
    Setting{"order", kLite},
    Setting{"collate", kLite},
};

constexpr std::array kUniqueSettings{
    kTablespace,
    Setting{"clustered", kPg},
    Setting{"replica_identity", kPg},
    Setting{"index_comment", kPg},
    Setting{"without_overlaps", kPg},
    Setting{"on_conflict", kLite},
    Setting{"order", kLite},
    Setting{"collate", kLite},
};

constexpr std::array kIndexSettings{
    kTablespace,
    Setting{"clustered", kPg},
    Setting{"replica_identity", kPg},
};

constexpr std::array kExclusionSettings{
    kTablespace,
    Setting{"clustered", kPg},
    Setting{"index_comment", kPg},
};

constexpr std::array kCheckSettings{Setting{"enforced", kPg}};

constexpr std::array kForeignKeySettings{
    Setting{"enforced", kPg},
    Setting{"period", kPg},
};

}  // namespace

std::span<const Setting> settings_of(Kind kind) {
  switch (kind) {
    case Kind::kTable:
      return kTableSettings;
    case Kind::kColumn:
      return kColumnSettings;
    case Kind::kPrimaryKey:
      return kPrimaryKeySettings;
    case Kind::kUnique:
      return kUniqueSettings;
    case Kind::kIndex:
      return kIndexSettings;
    case Kind::kExclusion:
      return kExclusionSettings;
    case Kind::kCheck:
      return kCheckSettings;
    case Kind::kForeignKey:
      return kForeignKeySettings;
    default:
      return {};
  }
}

std::vector<std::string_view> setting_keys(Kind kind, std::string_view dialect) {
  std::vector<std::string_view> keys;
  for (const Setting& setting : settings_of(kind))
    if (setting.dialect == dialect) keys.push_back(setting.key);
  return keys;
}

}  // namespace tenon
