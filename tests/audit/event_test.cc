#include "audit/event.h"

#include <gtest/gtest.h>

#include <functional>
#include <random>

#include "tests/audit/results.h"

namespace tenon {
namespace {

using test::night;

std::vector<Event> chain(int length) {
  std::vector<Event> events;
  Event last;
  for (int i = 0; i < length; ++i) {
    Event event;
    event.at = night(i);
    event.kind = "drift.opened";
    event.target = "t" + std::to_string(i);
    event.body = R"({"sweep":)" + std::to_string(i) + "}";
    last = following(last, event);
    events.push_back(last);
  }
  return events;
}

TEST(EventChain, Verifies) {
  EXPECT_TRUE(verified({}, chain(50)).empty());
  EXPECT_TRUE(verified({}, {}).empty());
  const std::vector<Event> events = chain(10);
  EXPECT_TRUE(verified(events[3], std::span(events).subspan(4)).empty());
}

/// The hash of an event is a promise: a chain written by one version is verified by every later one.
TEST(EventChain, HashIsThePromisedConstant) {
  EXPECT_EQ(chain(2)[1].hash, "202bbd955faed7aece45870aa990b1a5fb83bada64bc157b3ad355ad267f11b9");
}

TEST(EventChain, FindsAnyChangedRow) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const std::vector<std::function<void(Event&)>> changes = {
      [](Event& e) { e.at += std::chrono::microseconds(1); },
      [](Event& e) { e.kind = "drift.closed"; },
      [](Event& e) { e.target += "x"; },
      [](Event& e) { e.body = "{}"; },
      [](Event& e) { e.previous_hash[5] = e.previous_hash[5] == 'a' ? 'b' : 'a'; },
      [](Event& e) { e.hash[0] = e.hash[0] == 'a' ? 'b' : 'a'; },
      [](Event& e) { e.id += 1; },
      [](Event& e) { e.body = "{}", e.hash = hash_of(e); },
  };
  for (int round = 0; round < 300; ++round) {
    std::vector<Event> events = chain(20);
    const std::size_t at = random() % (events.size() - 1);
    changes[random() % changes.size()](events[at]);
    EXPECT_FALSE(verified({}, events).empty());
  }
}

TEST(EventChain, FindsMissingInsertedAndExchangedRows) {
  std::vector<Event> missing = chain(10);
  missing.erase(missing.begin() + 4);
  EXPECT_FALSE(verified({}, missing).empty());
  std::vector<Event> beheaded = chain(10);
  beheaded.erase(beheaded.begin());
  EXPECT_FALSE(verified({}, beheaded).empty());
  std::vector<Event> inserted = chain(10);
  inserted.insert(inserted.begin() + 4, inserted[2]);
  EXPECT_FALSE(verified({}, inserted).empty());
  std::vector<Event> exchanged = chain(10);
  std::swap(exchanged[3], exchanged[4]);
  EXPECT_FALSE(verified({}, exchanged).empty());
}

TEST(EventChain, GivesTransitionsBack) {
  TargetTransition transition;
  transition.transition = Transition::kDriftChanged;
  transition.target = "orders";
  transition.fingerprint = "aa";
  transition.former_fingerprint = "bb";
  transition.window = Window{night(1), night(2)};
  transition.reason = "acknowledged";
  transition.message = "said \"so\"";
  transition.since = night(3);
  transition.ack_id = 7;
  transition.audit = 8;
  EXPECT_EQ(transition_of(event_of(transition, 12, night(4))), transition);
  transition.window = Window{std::nullopt, night(2)};
  EXPECT_EQ(transition_of(event_of(transition, 12, night(4))), transition);
}

}  // namespace
}  // namespace tenon
