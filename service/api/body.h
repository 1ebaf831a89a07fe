// Reads the JSON body of a request: every fault at once, each with the pointer of its field.

#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/error.h"
#include "service/api/field_words.h"
#include "service/api/problem.h"
#include "service/http/message.h"

namespace tenon {

/// The fields of an object. Each getter notes a fault where a value has another type; finish() throws them
/// all, and keys that nobody asked for too.
class BodyReader {
 public:
  /// Throws RequestRefused: 415 for a body that is not said to be JSON, 400 for one that is not.
  explicit BodyReader(const HttpRequest& request);

  /// Returns "" if the key is not there; `is_required` makes that a fault.
  std::string text(const std::string& key, bool is_required = false);
  /// Whether there is a value of a key, of any type.
  bool has(const std::string& key) { return known(key) != nullptr; }
  std::vector<std::string> texts(const std::string& key);
  bool flag(const std::string& key);
  std::optional<std::int64_t> number(const std::string& key);
  /// Returns the value as it is; nullptr if it is not there.
  const nlohmann::ordered_json* value(const std::string& key);

  /// Calls `read`, which reads the text of a field; what it throws is a fault of that field.
  template <class Read>
  void checked(const std::string& key, Read read) {
    try {
      read();
    } catch (const Error& error) {
      add_fault(key, in_fields(error.what()));
    }
  }
  /// Returns the whole object, whose fields are read elsewhere.
  const nlohmann::ordered_json& whole() const { return body_; }
  void add_fault(const std::string& key, const std::string& detail);
  /// Throws RequestRefused (422) if there are faults.
  void finish() const;

 private:
  const nlohmann::ordered_json* known(const std::string& key);

  nlohmann::ordered_json body_;
  std::set<std::string> asked_;
  std::vector<FieldFault> faults_;
};

}  // namespace tenon
