// A value of the configuration together with where it came from.

#pragma once

#include <string>

#include "model/name.h"

namespace tenon {

/// Where a value came from; a later one takes the place of an earlier one.
enum class OriginKind { kDefault, kFile, kEnvironment, kFlag, kApi };

/// The origin of a value.
struct Origin {
  OriginKind kind = OriginKind::kDefault;
  std::string name = {};  ///< of the flag (`--fail-on`) or of the variable (`TENON_FAIL_ON`)
  Source at = {};         ///< in a file

  friend bool operator==(const Origin&, const Origin&) = default;
};

/// Returns `default`, `tenon.toml:3:9`, `environment TENON_FAIL_ON`, `flag --fail-on` or `the API`.
std::string to_string(const Origin& origin);

/// A value and its origin.
template <class T>
struct Setting {
  T value{};
  Origin origin = {};

  bool is_default() const { return origin.kind == OriginKind::kDefault; }
  const T& operator*() const { return value; }
  const T* operator->() const { return &value; }

  friend bool operator==(const Setting&, const Setting&) = default;
};

}  // namespace tenon
