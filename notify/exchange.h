// One request over HTTP to a place whose addresses were judged, with libcurl.

#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "notify/send.h"

namespace tenon {

/// A request.
struct HttpCall {
  std::string method = "POST";
  std::string url;
  std::vector<std::string> headers = {};  ///< `Name: value`
  std::string_view body = {};
  std::chrono::milliseconds patience = std::chrono::seconds(15);
  std::size_t keeps = 0;  ///< how much of the answer's body is kept; 0: nothing, and it may be of any size
};

/// What came of a request.
struct HttpReply {
  Answered answered;
  std::string error;                                ///< why there is no answer; without secrets
  std::map<std::string, std::string> headers = {};  ///< names in lower case
  std::string body = {};
};

/// Sends a request to one of the addresses of `place`; redirects are not followed, and neither a proxy nor
/// .netrc is read from the environment. It never throws.
HttpReply exchanged(const Webhook& webhook, const WebhookPlace& place, const HttpCall& call);

/// Returns a text about a webhook without its secrets.
std::string without_secrets(const Webhook& webhook, const std::string& said);

}  // namespace tenon
