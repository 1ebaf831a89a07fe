// The settings of each kind of object: the options with a key of their own in declared JSON, listed once.

#include "model/setting_key.h"

namespace tenon {

namespace {

constexpr std::string_view kPg = "postgresql";
constexpr std::string_view kLite = "sqlite";

constexpr std::array kTableSettings{
    SettingKey{"unlogged", kPg},
    SettingKey{"partition_by", kPg},
    SettingKey{"partition_bound", kPg},
    SettingKey{"row_security", kPg},
    SettingKey{"force_row_security", kPg},
    SettingKey{"replica_identity", kPg, "default", false, {"default", "full", "nothing"}},
    SettingKey{"tablespace", kPg, "pg_default", true},
    SettingKey{"access_method", kPg, "heap", true},
    SettingKey{"without_rowid", kLite},
    SettingKey{"strict", kLite},
};

/// The standard of `storage` is that of the type: sql/storage.h.
constexpr std::array kColumnSettings{
    SettingKey{"storage", kPg, {}, false, {"plain", "external", "extended", "main"}},
    SettingKey{"compression", kPg, "default", false, {"default", "pglz", "lz4"}},
    SettingKey{"statistics", kPg, "-1"},
    SettingKey{"not_null_name", kPg},
    SettingKey{"not_null_no_inherit", kPg},
    SettingKey{"not_null_not_valid", kPg},
    SettingKey{"not_null_on_conflict", kLite},
};

constexpr SettingKey kTablespace{"tablespace", kPg, "pg_default", true};

constexpr std::array kPrimaryKeySettings{
    kTablespace,
    SettingKey{"clustered", kPg},
    SettingKey{"replica_identity", kPg},
    SettingKey{"index_comment", kPg},
    SettingKey{"without_overlaps", kPg},
    SettingKey{"on_conflict", kLite},
    SettingKey{"autoincrement", kLite},
    SettingKey{"order", kLite},
    SettingKey{"collate", kLite},
};

constexpr std::array kUniqueSettings{
    kTablespace,
    SettingKey{"clustered", kPg},
    SettingKey{"replica_identity", kPg},
    SettingKey{"index_comment", kPg},
    SettingKey{"without_overlaps", kPg},
    SettingKey{"on_conflict", kLite},
    SettingKey{"order", kLite},
    SettingKey{"collate", kLite},
};

constexpr std::array kIndexSettings{
    kTablespace,
    SettingKey{"clustered", kPg},
    SettingKey{"replica_identity", kPg},
};

constexpr std::array kExclusionSettings{
    kTablespace,
    SettingKey{"clustered", kPg},
    SettingKey{"index_comment", kPg},
};

constexpr std::array kCheckSettings{SettingKey{"enforced", kPg}};

constexpr std::array kForeignKeySettings{
    SettingKey{"enforced", kPg},
    SettingKey{"period", kPg},
};

}  // namespace

std::span<const SettingKey> settings_of(Kind kind) {
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
  for (const SettingKey& setting : settings_of(kind))
    if (setting.dialect == dialect) keys.push_back(setting.key);
  return keys;
}

}  // namespace tenon
