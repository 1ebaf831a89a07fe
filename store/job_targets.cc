// Which targets the processes of a service know, and when each was due last.

#include <algorithm>
#include <map>

#include "store/job_queue.h"

namespace tenon {

namespace {

// How old the word that a target is known may get before it is given again.
constexpr std::chrono::minutes kSeenFor(30);

struct SeenSchedule {
  std::int64_t id = 0;
  Instant since{};
  Instant seen{};
};

std::map<SeenTarget, SeenSchedule> seen_schedules(StoreSession& session) {
  std::map<SeenTarget, SeenSchedule> all;
  for (const SqlRow& row :
       session.run("SELECT target, schedule, id, known_since, seen_at FROM target_schedule"))
    all[{row.text(0), row.text(1)}] = {row.integer(2), row.instant(3), row.instant(4)};
  return all;
}

void write_seen(StoreSession& session, const SeenTarget& one, Instant now) {
  session.run(
      "INSERT INTO target_schedule (target, schedule, known_since, seen_at) VALUES (?1, ?2, ?3, ?3) ON "
      "CONFLICT (target, schedule) DO UPDATE SET seen_at = excluded.seen_at",
      {one.target, one.schedule, sortable(now)});
}

}  // namespace

std::map<std::string, Instant> JobQueue::last_scheduled() {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  std::map<std::string, Instant> all;
  for (const SqlRow& row :
       session().run("SELECT target, max(scheduled_for) FROM job WHERE started_by = ?1 GROUP BY target",
                     {std::string(kBySchedule)}))
    all.emplace(row.text(0), row.instant(1));
  return all;
}

std::map<std::string, Instant> JobQueue::see(std::vector<SeenTarget> targets) {
  std::ranges::sort(targets);  // two processes lock rows in one order
  const std::lock_guard<std::mutex> turn(store_.turn_);
  const Instant now = session().now();
  const std::map<SeenTarget, SeenSchedule> known = seen_schedules(session());
  std::map<std::string, Instant> since;
  std::vector<const SeenTarget*> told;
  for (const SeenTarget& one : targets) {
    const auto at = known.find(one);
    since[one.target] = at == known.end() ? now : at->second.since;
    if (at == known.end() || now - at->second.seen > kSeenFor) told.push_back(&one);
  }
  if (told.empty()) return since;
  StoreTransaction transaction(session(), Access::kRowWriting);
  for (const SeenTarget* one : told) write_seen(session(), *one, now);
  transaction.commit();
  return since;
}

}  // namespace tenon
