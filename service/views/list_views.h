// What the pages that are lists show. Acknowledgements and messages come from the store; schedules, jobs,
// tokens and versions are filled in by those who have them.

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "audit/ack.h"
#include "model/instant.h"
#include "store/overview.h"
#include "store/store.h"

namespace tenon {

/// A page of acknowledgements.
struct AcksView {
  Instant now{};
  std::vector<Ack> acks;                    ///< newest first
  std::optional<std::int64_t> next_before;  ///< `?before=` of the next page; nullopt: it is the last
  std::string finding_key;                  ///< what the form begins with
  std::string selector;
};

AcksView acks_view(Store& store, Instant now, std::int64_t before = 0);

/// A webhook of the configuration.
struct WebhookView {
  std::string name;
  std::string format;               ///< standard, slack
  std::string place;                ///< where its URL comes from; never the URL
  std::vector<std::string> events;  ///< empty: all
  std::string only;                 ///< which targets; empty: all
  ChannelRow channel;               ///< what became of its messages
  bool is_configured = true;        ///< false: messages are there, and no webhook of this name
};

/// The webhooks page: the webhooks, and their last messages.
struct WebhooksView {
  Instant now{};
  std::vector<WebhookView> webhooks;
  std::string chosen;                       ///< the webhook whose messages are shown; empty: of all
  std::vector<Delivery> deliveries;         ///< newest first, without their bodies
  std::optional<std::int64_t> next_before;  ///< `?before=` of the next page
};

/// `configured`: the webhooks of the configuration, without their channels.
WebhooksView webhooks_view(Store& store, std::vector<WebhookView> configured, const std::string& chosen,
                           Instant now, std::int64_t before = 0);

/// One target on the schedule page.
struct ScheduleRow {
  std::string target;
  std::string cron;  ///< empty: it has no schedule
  std::string time_zone;
  std::optional<Instant> last_run;
  std::optional<Instant> next_run;
  std::string catch_up;
  std::string jitter;
};

/// The schedule page: the next to run first, those without a schedule last.
struct ScheduleView {
  Instant now{};
  std::string label;  ///< what `?label=` selects
  std::vector<ScheduleRow> rows;
  std::size_t total = 0;
  std::size_t page = 1;
  std::size_t pages = 1;
};

/// One job on the jobs page.
struct JobRow {
  std::int64_t id = 0;
  std::string target;
  std::string state;    ///< queued running done dead cancelled
  std::string trigger;  ///< schedule api manual
  std::int64_t attempt = 0;
  std::int64_t most_attempts = 4;
  std::optional<Instant> due;
  std::optional<Instant> started;
  std::optional<Instant> finished;
  std::optional<Instant> lease_until;
  std::string owner;                  ///< which replica runs it
  std::string error;                  ///< of the last attempt
  std::optional<std::int64_t> audit;  ///< its result
  bool can_cancel = false;
};

/// The jobs page.
struct JobsView {
  Instant now{};
  std::string state;                           ///< what `?state=` selects; empty: all
  std::map<std::string, std::int64_t> counts;  ///< jobs by state
  std::vector<JobRow> jobs;                    ///< newest first
  std::optional<std::int64_t> next_before;
};

/// One token on the tokens page; the secret is shown once, by TokensView::new_secret.
struct TokenRow {
  std::int64_t id = 0;
  std::string name;
  std::vector<std::string> scopes;
  std::optional<Instant> created;
  std::optional<Instant> expires;
  std::optional<Instant> last_used;
  std::optional<Instant> revoked;
  bool is_from_file = false;  ///< of the tokens file: it cannot be revoked here
};

/// The tokens page.
struct TokensView {
  Instant now{};
  std::vector<TokenRow> tokens;
  std::vector<std::string> scopes;  ///< that a new token may have
  std::string new_name;             ///< of the token that was just made; empty: none was
  std::string new_secret;
};

/// A fact on the about page.
struct AboutFact {
  std::string name;
  std::string value;
  std::string remark;  ///< empty: none
};

/// Facts under one heading: Versions, Store, Clock, Time zones.
struct AboutGroup {
  std::string title;
  std::vector<AboutFact> facts;
};

/// The about page.
struct AboutView {
  Instant now{};
  std::vector<AboutGroup> groups;
  std::vector<StoredSweep> sweeps;  ///< the last ones, newest first
};

/// Returns versions, what the store says of itself, its clock beside `now`, the time zone data, and the last
/// sweeps.
AboutView about_view(Store& store, Instant now);

}  // namespace tenon
