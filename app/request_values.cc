// Walks JSON, and counts the places of its values.

#include "app/request_values.h"

#include <charconv>
#include <sstream>

#include "audit/canonical_json.h"
#include "model/error.h"

namespace tenon {

namespace {

constexpr const char* kPath = "request";

/// Escapes a key as RFC 6901, section 3, has it.
std::string pointer_part(const std::string& key) {
  std::string made = "/";
  for (const char c : key) made += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return made;
}

class Walk {
 public:
  explicit Walk(std::vector<std::string>& pointers) : pointers_(pointers) {}

  TomlValue value(const OrderedJson& json, const std::string& pointer) {
    TomlValue made;
    made.at = place(pointer);
    if (json.is_object()) {
      for (const auto& [key, one] : json.items()) {
        if (one.is_null()) continue;
        const std::string inner = pointer + pointer_part(key);
        made.members.push_back({key, place(inner), value(one, inner)});
      }
    } else if (json.is_array()) {
      made.kind = TomlKind::kArray;
      for (std::size_t i = 0; i < json.size(); ++i)
        made.items.push_back(value(json[i], pointer + "/" + std::to_string(i)));
    } else {
      set_plain(made, json);
    }
    return made;
  }

 private:
  static void set_plain(TomlValue& made, const OrderedJson& json) {
    if (json.is_string()) {
      made.kind = TomlKind::kString;
      made.text = json.get<std::string>();
      if (made.text.find('\0') != std::string::npos)
        throw Error(Fault::kRefused, Reason::kParse, "a text of what was defined holds a NUL");
    } else if (json.is_boolean()) {
      made.kind = TomlKind::kBoolean;
      made.boolean = json.get<bool>();
    } else if (json.is_number_integer()) {
      made.kind = TomlKind::kInteger;
      made.integer = json.get<std::int64_t>();
    } else {
      made.kind = TomlKind::kFloat;
    }
  }

  Source place(const std::string& pointer) {
    if (pointers_.empty() || pointers_.back() != pointer) pointers_.push_back(pointer);
    return {kPath, static_cast<int>(pointers_.size()), 1};
  }

  std::vector<std::string>& pointers_;
};

}  // namespace

std::vector<RequestFault> RequestValue::faults_of(const std::string& told) const {
  std::vector<RequestFault> all;
  std::istringstream lines(told);
  for (std::string message; std::getline(lines, message);) {
    const auto begin = message.find(':') + 1;
    const auto end = message.find(": ", begin);
    std::size_t line = 0;
    std::from_chars(message.data() + begin, message.data() + message.size(), line);
    all.push_back({line > 0 && line <= pointers.size() ? pointers[line - 1] : "", message.substr(end + 2)});
  }
  return all;
}

RequestValue request_value(std::string_view json) {
  const OrderedJson whole = OrderedJson::parse(json, nullptr, false);
  if (!whole.is_object()) throw Error(Fault::kRefused, Reason::kParse, "what was defined is no JSON object");
  RequestValue made;
  made.value = Walk(made.pointers).value(whole, "");
  return made;
}

}  // namespace tenon
