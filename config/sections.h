// The readers of the sections of a configuration, each for one table.

#pragma once

#include "config/configuration.h"
#include "config/table_reader.h"

namespace tenon {

/// What `[service]` and `[service.auth]` say; what of them belongs to the store goes there.
void read_service(ConfigurationReading& in, const TomlValue& value, Configuration& made);
/// `[service.api_targets]`.
void read_api_targets(ConfigurationReading& in, const TomlValue& value, ApiTargetsConfiguration& made);
/// `[service.api_webhooks]`.
void read_api_webhooks(ConfigurationReading& in, const TomlValue& value, ApiWebhooksConfiguration& made);
void read_diff(ConfigurationReading& in, const TomlValue& value, DiffConfiguration& made);
void read_render(ConfigurationReading& in, const TomlValue& value, RenderConfiguration& made);
void read_audit(ConfigurationReading& in, const TomlValue& value, AuditConfiguration& made);
void read_store(ConfigurationReading& in, const TomlValue& value, StoreConfiguration& made);
/// `retention`, which stands in [store] or, as once, in [service]; `who` calls it in messages.
void read_retention(ConfigurationReading& in, const TomlValue& value, const std::string& who,
                    RetentionConfiguration& made);

/// A naming convention with SQLAlchemy's keys. Its custom tokens are tables.
NamingConvention read_convention(ConfigurationReading& in, const TomlValue& value, const std::string& who);

/// Whether a text is the name of a target: letters, digits and `_ - .`, and it begins with none of - and .
bool is_target_name(std::string_view name);
/// `[targets.NAME]`: its key is the name.
TargetConfiguration read_target(ConfigurationReading& in, const TomlMember& entry);
/// `[targets]`.
std::vector<TargetConfiguration> read_targets(ConfigurationReading& in, const TomlValue& value);
/// `[[target_sets]]`.
std::vector<TargetSet> read_target_sets(ConfigurationReading& in, const TomlValue& value);
/// `[[webhooks]]`.
std::vector<WebhookConfiguration> read_webhooks(ConfigurationReading& in, const TomlValue& value);

/// Returns the tables of `[[name]]`; a fault for anything else.
std::vector<const TomlValue*> tables_of(ConfigurationReading& in, const TomlValue& value,
                                        const std::string& name);

}  // namespace tenon
