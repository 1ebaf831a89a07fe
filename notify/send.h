// Sends one message over HTTP.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/instant.h"
#include "model/source_argument.h"
#include "notify/message.h"
#include "notify/retry.h"

namespace tenon {

/// Where messages go, with its secrets.
struct Webhook {
  std::string name;
  SourceArgument url;                        ///< may hold a secret itself, as Slack's do
  std::vector<SourceArgument> secrets = {};  ///< to sign with; empty: messages are not signed
  SourceArgument token = {};                 ///< of issues: who opens them
  std::string repository = {};               ///< of issues: `owner/name`
  MessageFormat format = MessageFormat::kStandard;
  bool allows_private = false;  ///< addresses that are not public, and http without TLS
};

/// Throws Error(kConfiguration) for a URL that is never sent to: neither https nor http, http without being
/// allowed, user and password in it, no host. The message shows scheme and host alone.
void require_sendable(const Webhook& webhook);

/// Where a webhook leads.
struct WebhookPlace {
  bool is_encrypted = true;
  std::string host;
  std::string port;
  std::vector<std::string> addresses;  ///< numeric; each may be sent to
};

/// Resolves the host of a webhook and judges its addresses. Throws as require_sendable() does, also for an
/// address that is not allowed, and Error(kConnection) if there is none.
WebhookPlace place_of(const Webhook& webhook);

/// What an attempt to send a message came to.
struct SendResult {
  Answered answered;
  std::string error;  ///< empty: it was taken; without secrets
};

/// Posts a body once, within 15 seconds. The host is resolved once, each of its addresses is judged
/// (notify/address.h), and the connection goes to one of those; redirects are not followed, and neither a
/// proxy nor .netrc is read from the environment. It never throws: what fails is in the result.
SendResult sent(const Webhook& webhook, std::string_view id, std::string_view body, Instant now);

}  // namespace tenon
