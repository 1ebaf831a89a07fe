// Reads what a request defines as if it stood in a configuration.

#include "config/read_request.h"

#include "config/literal_secret.h"
#include "config/sections.h"

namespace tenon {

namespace {

void refuse_literal(const std::string& text, const Source& at, Faults& faults) {
  if (!literal_secret(text).empty())
    faults.add(
        at,
        "a password or a token must not stand in a request; keep it outside, list it in \"secrets\" of "
        "[service.api_targets], and refer to it: {\"secret\": \"NAME\"}");
}

void refuse_literals(const TomlValue& value, Faults& faults) {
  if (value.kind == TomlKind::kString) refuse_literal(value.text, value.at, faults);
  for (const TomlValue& item : value.items) refuse_literals(item, faults);
  for (const TomlMember& one : value.members) {
    refuse_literal(one.key, one.at, faults);
    refuse_literals(one.value, faults);
  }
}

}  // namespace

TargetConfiguration read_requested_target(ConfigurationReading& in, const std::string& name,
                                          const TomlValue& value) {
  refuse_literals(value, in.faults);
  TargetConfiguration made = read_target(in, {name, value.at, value});
  made.origin = {.kind = OriginKind::kApi};
  return made;
}

}  // namespace tenon
