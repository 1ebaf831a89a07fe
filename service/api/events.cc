// Answers the routes of events and acknowledgements.

#include <chrono>
#include <thread>

#include "app/store_use.h"
#include "config/duration.h"
#include "service/api/body.h"
#include "service/api/handlers.h"
#include "service/api/paging.h"
#include "service/api/values.h"
#include "store/store_pool.h"

namespace tenon {

namespace {

using std::chrono::milliseconds;

/// Reads how long an answer may be waited for: `25s`, at most 30 seconds.
milliseconds patience_of(const HttpRequest& request) {
  constexpr milliseconds kMost = std::chrono::seconds(30);
  const auto text = request.parameter("wait");
  if (!text) return milliseconds(0);
  const auto read = duration(*text);
  if (!read || *read > kMost) throw RequestRefused(malformed("wait is a time up to 30s, such as 25s"));
  return *read;
}

OrderedJson ack_list(const std::vector<Ack>& acks, Instant now) {
  OrderedJson all = OrderedJson::array();
  for (const Ack& ack : acks) all.push_back(json_of(ack, now));
  return all;
}

}  // namespace

HttpResponse list_events(const ApiCall& call) {
  const auto after = call.http.parameter("after");
  PageWish wish = page_wish(call.http);
  if (after) wish.cursor = *after;
  const std::int64_t from = wish.number().value_or(0);
  const auto latest = std::chrono::steady_clock::now() + patience_of(call.http);
  std::vector<Event> events;
  while (true) {
    events = call.service.stores.with([&](Store& store) { return store.events_after(from, wish.limit); });
    const bool is_over = std::chrono::steady_clock::now() >= latest || call.http.stop.stop_requested();
    if (!events.empty() || is_over) break;
    std::this_thread::sleep_for(milliseconds(250));
  }
  OrderedJson items = OrderedJson::array();
  for (const Event& event : events) items.push_back(json_of(event));
  return page_response(std::move(items), std::to_string(events.empty() ? from : events.back().id));
}

HttpResponse verify_events(const ApiCall& call) {
  const StoreVerdict verdict = call.service.stores.with([](Store& store) { return store.verify(); });
  OrderedJson faults = OrderedJson::array();
  for (const StoreFault& fault : verdict.faults)
    faults.push_back({{"where", fault.where}, {"what", fault.what}});
  OrderedJson checked = OrderedJson::object();
  for (const StoreCount& count : verdict.checked) checked[count.what] = count.rows;
  return json_response({{"whole", verdict.faults.empty()}, {"checked", checked}, {"faults", faults}});
}

HttpResponse list_acks(const ApiCall& call) {
  const PageWish wish = page_wish(call.http);
  std::vector<Ack> acks;
  call.service.stores.with([&](Store& store) {
    store.reading(
        [&](StoreSession& session) { acks = ack_rows(session, wish.number().value_or(0), wish.limit); });
  });
  const bool is_full = static_cast<std::int64_t>(acks.size()) == wish.limit;
  return page_response(ack_list(acks, call.service.now()),
                       is_full ? std::optional(std::to_string(acks.back().id)) : std::nullopt);
}

HttpResponse add_ack(const ApiCall& call) {
  BodyReader body(call.http);
  Ack ack;
  ack.finding_key = body.text("finding_key", true);
  ack.selector = body.text("selector");
  if (ack.selector.empty()) ack.selector = "*";
  ack.reason = body.text("reason", true);
  ack.owner = body.text("owner");
  if (ack.owner.empty()) ack.owner = call.caller.name;
  const std::string until = body.text("until", true);
  ack.created = call.service.now();
  ack.ends = ack.created + std::chrono::days(1);  // where none can be read, that is said once
  if (!until.empty()) body.checked("until", [&] { ack.ends = end_of_ack(until); });
  for (const AckFault& fault : ack_faults(ack))
    if (body.has(fault.field)) body.add_fault(fault.field, fault.what);
  body.finish();
  const Ack made = call.service.stores.with([&](Store& store) { return store.add_ack(ack); });
  return json_response(json_of(made, call.service.now()), 201)
      .with("Location", "/api/v1/acks/" + std::to_string(made.id));
}

HttpResponse end_ack(const ApiCall& call) {
  const std::int64_t id = number_in_path(call.http, "id", "acknowledgement");
  std::vector<Ack> known;
  call.service.stores.with(
      [&](Store& store) { store.reading([&](StoreSession& session) { known = acks_with(session, {id}); }); });
  if (known.empty()) throw RequestRefused(not_found("acknowledgement", std::to_string(id)));
  if (known.front().ended)
    throw RequestRefused(conflict("acknowledgement " + std::to_string(id) + " has ended"));
  const Ack ended =
      call.service.stores.with([&](Store& store) { return store.expire_ack(id, call.service.now()); });
  return json_response(json_of(ended, call.service.now()));
}

}  // namespace tenon
