// The settings of each kind of object: the options with a key of their own in declared JSON, listed once.

#include "model/setting_key.h"

#include <algorithm>

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
    SettingKey{.key = "storage",
               .dialect = kPg,
               .words = {"plain", "external", "extended", "main"},
               .is_of_type = true},
    SettingKey{.key = "compression",
               .dialect = kPg,
               .standard = "default",
               .words = {"default", "pglz", "lz4"},
               .is_of_type = true},
    SettingKey{"statistics", kPg, "-1"},
    SettingKey{"not_null_name", kPg},
    SettingKey{"not_null_no_inherit", kPg},
    SettingKey{"not_null_not_valid", kPg},
    SettingKey{"not_null_on_conflict", kLite},
};

constexpr SettingKey kTablespace{.key = "tablespace",
                                 .dialect = kPg,
                                 .standard = "pg_default",
                                 .is_name = true,
                                 .standing = Standing::kAltered};
constexpr SettingKey kClustered{.key = "clustered", .dialect = kPg, .standing = Standing::kSingleMark};
constexpr SettingKey kReplicaIdentity{
    .key = "replica_identity", .dialect = kPg, .standing = Standing::kSingleMark};
constexpr SettingKey kIndexComment{.key = "index_comment", .dialect = kPg, .standing = Standing::kMark};

constexpr std::array kPrimaryKeySettings{
    kTablespace,
    kClustered,
    kReplicaIdentity,
    kIndexComment,
    SettingKey{"without_overlaps", kPg},
    SettingKey{"on_conflict", kLite},
    SettingKey{"autoincrement", kLite},
    SettingKey{"order", kLite},
    SettingKey{"collate", kLite},
};

constexpr std::array kUniqueSettings{
    kTablespace,
    kClustered,
    kReplicaIdentity,
    kIndexComment,
    SettingKey{"without_overlaps", kPg},
    SettingKey{"on_conflict", kLite},
    SettingKey{"order", kLite},
    SettingKey{"collate", kLite},
};

constexpr std::array kIndexSettings{
    kTablespace,
    kClustered,
    kReplicaIdentity,
};

constexpr std::array kExclusionSettings{
    kTablespace,
    kClustered,
    kIndexComment,
};

constexpr std::array kCheckSettings{SettingKey{"enforced", kPg}};

constexpr std::array kForeignKeySettings{
    SettingKey{.key = "enforced", .dialect = kPg, .standing = Standing::kAltered},
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

namespace {

const SettingKey* setting(Kind kind, std::string_view key) {
  const auto all = settings_of(kind);
  const auto at = std::ranges::find(all, key, &SettingKey::key);
  return at == all.end() ? nullptr : &*at;
}

}  // namespace

Standing standing_of(Kind kind, const Option& option) {
  if (const SettingKey* listed = setting(kind, option.key)) return listed->standing;
  if (kind == Kind::kCheck || kind == Kind::kForeignKey) return Standing::kDefinition;
  if (!storage_parameter(option).empty()) return Standing::kAltered;
  return option.key.starts_with("statistics.") ? Standing::kMark : Standing::kDefinition;
}

bool is_of_type(const Option& column_option) {
  const SettingKey* listed = setting(Kind::kColumn, column_option.key);
  return listed && listed->is_of_type;
}

std::vector<std::string_view> setting_keys(Kind kind, std::string_view dialect) {
  std::vector<std::string_view> keys;
  for (const SettingKey& setting : settings_of(kind))
    if (setting.dialect == dialect) keys.push_back(setting.key);
  return keys;
}

}  // namespace tenon
