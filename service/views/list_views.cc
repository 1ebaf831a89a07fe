// What the pages that are lists show of a store: pages of rows with a cursor.

#include "service/views/list_views.h"

#include <algorithm>
#include <map>

#include "audit/phrase.h"
#include "model/dialect.h"
#include "schedule/time_zone.h"

namespace tenon {

namespace {

constexpr std::int64_t kRowsOfPage = 80;
constexpr std::int64_t kSweepsShown = 20;

/// Cuts rows of which one more than a page was asked for; returns the cursor of the next page.
template <class Row, class Id>
std::optional<std::int64_t> cut_page(std::vector<Row>& rows, Id id) {
  if (rows.size() <= static_cast<std::size_t>(kRowsOfPage)) return std::nullopt;
  rows.resize(static_cast<std::size_t>(kRowsOfPage));
  return id(rows.back());
}

/// Gives webhooks their messages; those of no webhook any more come last.
std::vector<WebhookView> with_channels(std::vector<WebhookView> webhooks, std::vector<ChannelRow> channels) {
  for (ChannelRow& channel : channels) {
    const auto found = std::ranges::find(webhooks, channel.channel, &WebhookView::name);
    if (found != webhooks.end()) {
      found->channel = std::move(channel);
      continue;
    }
    WebhookView gone;
    gone.name = channel.channel;
    gone.channel = std::move(channel);
    gone.is_configured = false;
    webhooks.push_back(std::move(gone));
  }
  return webhooks;
}

AboutGroup versions() {
  AboutGroup group{"Versions", {{"tenon", TENON_VERSION, ""}}};
  std::string names;
  for (const Dialect* dialect : dialects()) names += (names.empty() ? "" : ", ") + std::string(dialect->name);
  group.facts.push_back({"dialects", names, ""});
  return group;
}

AboutGroup store_facts(const StoreStats& stats, const std::string& shown) {
  AboutGroup group{"Store", {{"place", shown, ""}, {"version of its tables", stats.version, ""}}};
  group.facts.push_back({"bytes", std::to_string(stats.bytes), ""});
  for (const StoreCount& count : stats.counts)
    group.facts.push_back({"rows of " + count.what, std::to_string(count.rows), ""});
  if (stats.first) group.facts.push_back({"oldest result", rfc3339(*stats.first), ""});
  if (stats.last) group.facts.push_back({"newest result", rfc3339(*stats.last), ""});
  return group;
}

/// The clock of this machine, that of the store, which decides what is due, and the time zones.
AboutGroup clocks(Instant now, Instant of_store) {
  const std::string apart = duration_text(of_store > now ? of_store - now : now - of_store);
  return {"Clock",
          {{"this machine", rfc3339(now), ""},
           {"the store", rfc3339(of_store), apart + (of_store < now ? " behind" : " ahead")},
           {"time zone data", time_zone_data_version(), ""}}};
}

}  // namespace

AcksView acks_view(Store& store, Instant now, std::int64_t before) {
  AcksView view;
  view.now = now;
  store.reading([&](StoreSession& session) { view.acks = ack_rows(session, before, kRowsOfPage + 1); });
  view.next_before = cut_page(view.acks, [](const Ack& ack) { return ack.id; });
  return view;
}

WebhooksView webhooks_view(Store& store, std::vector<WebhookView> configured, const std::string& chosen,
                           Instant now, std::int64_t before) {
  WebhooksView view;
  view.now = now;
  view.chosen = chosen;
  store.reading([&](StoreSession& session) {
    view.webhooks = with_channels(std::move(configured), channel_rows(session));
    view.deliveries = delivery_rows(session, chosen, before, kRowsOfPage + 1);
  });
  view.next_before = cut_page(view.deliveries, [](const Delivery& one) { return one.id; });
  return view;
}

AboutView about_view(Store& store, Instant now) {
  AboutView view;
  view.now = now;
  Instant of_store{};
  const StoreStats stats = store.stats();
  store.reading([&](StoreSession& session) {
    view.sweeps = sweep_rows(session, kSweepsShown);
    of_store = session.now();
  });
  view.groups = {versions(), store_facts(stats, store.shown()), clocks(now, of_store)};
  return view;
}

}  // namespace tenon
