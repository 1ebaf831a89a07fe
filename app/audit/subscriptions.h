// The webhooks of a configuration, with their secrets fetched.

#pragma once

#include <string>
#include <vector>

#include "app/audit/notifications.h"
#include "config/configuration.h"

namespace tenon {

/// The webhooks that can be used, and why others cannot.
struct Subscriptions {
  std::vector<Subscription> usable;
  std::vector<std::string> faults;    ///< one sentence a webhook that cannot be used, without secrets
  std::vector<std::string> warnings;  ///< such as a file that others may read
};

/// Fetches the URL and the secret of each webhook. One that fails does not hide the others.
Subscriptions subscriptions_of(const Configuration& configuration);

}  // namespace tenon
