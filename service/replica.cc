// Puts the parts of a replica together, and takes them apart in order.

#include "service/replica.h"

#include <spdlog/spdlog.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <optional>

#include "app/backends.h"
#include "app/store_place.h"
#include "app/store_schema.h"
#include "app/store_use.h"
#include "config/duration.h"
#include "model/error.h"
#include "model/fail_on.h"
#include "service/api/bounded_work.h"
#include "service/dashboard/dashboard.h"
#include "service/gateway.h"
#include "service/http/server.h"
#include "service/jobs/job_engine.h"
#include "service/jobs/periodic.h"
#include "service/metrics/service_metrics.h"
#include "service/probes.h"
#include "service/service.h"
#include "store/answer_book.h"
#include "store/file_identity.h"
#include "store/store_pool.h"
#include "store/token_book.h"

namespace tenon {

namespace {

using std::chrono::milliseconds;

/// Connections for requests, beside those of the engine.
constexpr std::size_t kRequestConnections = 8;

std::string owner_name() {
  std::array<char, 256> host{};
  gethostname(host.data(), host.size() - 1);
  return std::string(host.data()) + ":" + std::to_string(getpid());
}

JobLimits limits_of(const Configuration& configuration) {
  JobLimits limits;
  limits.workers = *configuration.service.workers;
  limits.per_server = *configuration.audit.per_server;
  limits.attempt_time = *configuration.audit.target_time_limit;
  limits.lease = *configuration.service.lease;
  return limits;
}

JobListeners listeners_of(Metrics& metrics) {
  JobListeners made;
  made.claimed = [&metrics](const StoredJob& job, Instant now) {
    if (job.trigger == kBySchedule && job.attempt == 1)
      metrics.observe("tenon_audit_schedule_delay_seconds", {},
                      std::max(0.0, std::chrono::duration<double>(now - job.run_at).count()));
  };
  made.recorded = [&metrics](const StoredJob&, const AuditResult& result) {
    metrics.add("tenon_audits_total",
                {{"engine", result.engine}, {"outcome", std::string(to_string(result.outcome))}});
    const auto observe = [&](const char* phase, std::int64_t time) {
      metrics.observe("tenon_audit_duration_seconds", {{"engine", result.engine}, {"phase", phase}},
                      static_cast<double>(time) / 1000);
    };
    observe("connect", result.durations.connect);
    observe("catalog", result.durations.read);
    observe("diff", result.durations.compare);
  };
  made.log = [](const std::string& line) { spdlog::info("{}", line); };
  return made;
}

JobParts parts_of(LiveConfiguration& live, Metrics& metrics, const std::string& store) {
  JobParts parts;
  parts.owner = owner_name();
  parts.target = [&live](const std::string& name) { return live.target(name); };
  parts.targets = [&live] { return live.now()->scheduled; };
  parts.deliveries = [&live, store](const SweepLook& look, const SweepSummary& summary) {
    const auto now = live.now();
    return deliveries_of(messages_of(look, summary), now->subscriptions.usable, now->labels, store);
  };
  parts.subscriptions = [&live] { return live.now()->subscriptions.usable; };
  parts.stale = stale_policy(live.now()->configuration);
  parts.summary.fail_on = fail_on_named(*live.now()->configuration.diff.fail_on);
  parts.listeners = listeners_of(metrics);
  return parts;
}

std::vector<Endpoint> all_endpoints(Service& service) {
  std::vector<Endpoint> all = probe_endpoints(service);
  for (auto* more : {&api_endpoints, &dashboard_endpoints})
    for (Endpoint& one : more(service)) all.push_back(std::move(one));
  return all;
}

void warn_of(const ListedConfiguration& configuration) {
  for (const std::vector<std::string>& lines :
       {configuration.subscriptions.warnings, configuration.subscriptions.faults})
    for (const std::string& line : lines) spdlog::warn("{}", line);
  for (const std::string& name : configuration.hidden)
    spdlog::warn(
        "the target {} that was made over the API is left out: the configuration has one of this name", name);
  for (const ExpansionFailure& failure : configuration.listed.failures)
    spdlog::warn("the targets of {} cannot be listed: {}", failure.name, failure.failure.message);
}

}  // namespace

/// In the order in which they begin; they end in the reverse order.
class Replica::Parts {
 public:
  explicit Parts(std::function<Configuration()> read)
      : live_(std::move(read)),
        metrics_(service_metric_families()),
        store_url_(store_of(live_.now()->configuration)),
        stores_(opener(), kRequestConnections),
        engine_stores_(opener(), kEngineConnections),
        store_name_(stores_.with([this](Store& store) { return taken_into_use(store); })),
        access_(live_, stores_),
        engine_(engine_stores_, parts_of(live_, metrics_, store_name_),
                limits_of(live_.now()->configuration)),
        service_{live_, stores_, engine_, access_, metrics_, &current_instant},
        gateway_(service_, all_endpoints(service_)),
        server_(address(), limits(),
                {.judge = [this](const HttpRequest& head) { return gateway_.judged(head); },
                 .answer = [this](const HttpRequest& request,
                                  const std::any& context) { return gateway_.answered(request, context); },
                 .refuse = [this](const HttpRequest& head,
                                  const HttpFault& fault) { return gateway_.refused(head, fault); }}) {
    live_.follow([this](std::int64_t known) { return definitions_after(known); });
    warn_of(*live_.now());
    service_.in_flight = [this] { return server_.in_flight(); };
  }

  void start() {
    engine_.start();
    server_.start();
    listing_ =
        std::make_unique<Periodic>(std::chrono::minutes(5), [this](const std::stop_token&) { list_again(); });
    upkeep_ =
        std::make_unique<Periodic>(std::chrono::hours(1), [this](const std::stop_token&) { remove_old(); });
    following_ =
        std::make_unique<Periodic>(std::chrono::seconds(2), [this](const std::stop_token&) { follow(); });
    uses_ = std::make_unique<Periodic>(std::chrono::seconds(10),
                                       [this](const std::stop_token&) { write_uses(); });
    const ServiceConfiguration& configured = live_.now()->configuration.service;
    const ListenAddress at = listen_address(*configured.listen);
    spdlog::info("serving http://{}:{}/ with the store {}",
                 at.host.find(':') == std::string::npos ? at.host : "[" + at.host + "]", server_.port(),
                 store_name_);
    warn_of_nothing();
  }

  bool reload() {
    const Listing listing(listings_);
    try {
      live_.reload([](const Configuration& read) { AccessControl::require_good(read.service); });
      access_.reload();
    } catch (const std::exception& error) {
      metrics_.add("tenon_configuration_reloads_total", {{"result", "refused"}});
      spdlog::error("the configuration stays as it was: {}", error.what());
      return false;
    }
    metrics_.add("tenon_configuration_reloads_total", {{"result", "taken"}});
    warn_of(*live_.now());
    engine_.wake();
    spdlog::info("the configuration was read anew: {} targets", live_.now()->listed.targets.size());
    if (store_of(live_.now()->configuration).exposed() != store_url_.exposed())
      spdlog::warn("another store takes a restart: this process works on {}", store_name_);
    spdlog::info("where it listens, workers, leases and time limits stay as they were at the start");
    return true;
  }

  bool is_alive() const {
    const JobEngineState state = engine_.state();
    return state.is_store_ok && state.stuck.empty();
  }

  void drain() {
    service_.is_draining = true;
    listing_->stop();  // a set may be slow: nobody waits for it
    upkeep_.reset();
    following_.reset();
    uses_->stop();
    const milliseconds patience = *live_.now()->configuration.service.drain;
    spdlog::info("ending: nothing is begun any more; what runs has {}", to_string(patience));
    engine_.drain(patience);
    server_.stop();
    uses_.reset();
  }

  void abandon() { engine_.abandon(); }

  bool has_left_behind() const {
    return listings_ > 0 || works_left_behind() > 0 || engine_.state().left_behind > 0;
  }

 private:
  /// Counts those who list targets while they do.
  class Listing {
   public:
    explicit Listing(std::atomic<int>& count) : count_(count) { ++count_; }
    ~Listing() { --count_; }
    Listing(const Listing&) = delete;
    Listing& operator=(const Listing&) = delete;

   private:
    std::atomic<int>& count_;
  };

  /// A service without targets, or that nobody may call, is mostly not what was meant.
  void warn_of_nothing() {
    if (live_.now()->listed.targets.empty())
      spdlog::warn("there is no target: tenon init URL --target NAME writes a configuration that names one");
    const bool has_token = !access_.file_tokens().empty() || stores_.with([](Store& store) {
      return TokenBook(store).has_active(current_instant());
    });
    if (!has_token)
      spdlog::warn("there is no token, so nobody can log in: tenon token add NAME --scope admin makes one");
  }

  /// The targets of sets come and go.
  void list_again() {
    const Listing listing(listings_);
    for (const ExpansionFailure& failure : live_.list_again())
      spdlog::warn("the targets of {} cannot be listed, and stay as they were: {}", failure.name,
                   failure.failure.message);
  }

  void remove_old() {
    try {
      const Instant now = current_instant();
      stores_.with([&](Store& store) {
        AnswerBook(store).forget(now - std::chrono::hours(24));
        store.prune(now, retention_of(live_.now()->configuration.store.retention));
      });
      access_.forget_old(now);
    } catch (const Error& error) {
      spdlog::warn("what is old in the store was not removed: {}", error.what());
    }
  }

  /// Returns what was made over the API, if it is not that of a known revision.
  std::optional<Definitions> definitions_after(std::int64_t known) {
    return stores_.with([&](Store& store) -> std::optional<Definitions> {
      DefinitionBook book(store);
      if (book.revision() == known) return std::nullopt;
      return book.all();
    });
  }

  /// Other replicas make targets, too.
  void follow() {
    try {
      live_.refresh();
    } catch (const Error&) {  // the store does not answer, which the engine tells
    }
  }

  /// What is not written now is written the next time.
  void write_uses() {
    try {
      access_.write_uses();
    } catch (const Error&) {  // the store does not answer, which the engine tells
    }
  }

  ListenAddress address() {
    const ListenAddress at = listen_address(*live_.now()->configuration.service.listen);
    access_.require_protected();
    return at;
  }

  HttpLimits limits() const {
    HttpLimits limits;
    limits.body_time = *live_.now()->configuration.service.request_time_limit;
    limits.write_time = limits.body_time;
    return limits;
  }

  StorePool::Open opener() {
    return [this] { return opened(); };
  }

  /// Opens the store: the first time it is made, and after that it must be that very store. Another one in
  /// its place has none of its jobs, and nobody would see that its history is gone.
  std::unique_ptr<Store> opened() {
    if (!identity_) return open_store(store_url_, StoreUse::kCreate);
    const std::string found = identity_there();
    std::unique_ptr<Store> store = found == *identity_ ? open_store_if_there(store_url_) : nullptr;
    if (store) return store;
    throw Error(
        Fault::kConnection, Reason::kGone,
        "the audit store " + store_name_ + " was " + (found.empty() ? "removed" : "replaced by another one") +
            " while it was in use; put it back: what is not in it yet is kept until then; or restart the "
            "service to begin with what is there");
  }

  /// What tells the file that is there now; it is not opened, as the log of another one may still be beside
  /// it, and would be written into it. Empty: there is none, or the store is no file.
  std::string identity_there() const {
    const auto file_of = backend_for(store_url_).file_of;
    return file_of && !identity_->empty() ? file_identity(file_of(store_url_)) : "";
  }

  /// Throws Error if the store takes nothing that is written. Returns how messages call it.
  std::string taken_into_use(Store& store) {
    store.require_writable();
    identity_ = store.identity();
    return store.shown();
  }

  std::atomic<int> listings_ = 0;
  LiveConfiguration live_;
  Metrics metrics_;
  const SourceArgument store_url_;  ///< of the start: one replica works on one store
  StorePool stores_;
  StorePool engine_stores_;              ///< so that requests take nothing from what audits need
  std::optional<std::string> identity_;  ///< of the store, from its first opening on
  std::string store_name_;
  AccessControl access_;
  JobEngine engine_;
  Service service_;
  Gateway gateway_;
  HttpServer server_;
  std::unique_ptr<Periodic> listing_;
  std::unique_ptr<Periodic> upkeep_;
  std::unique_ptr<Periodic> following_;
  std::unique_ptr<Periodic> uses_;
};

Replica::Replica(std::function<Configuration()> read) : parts_(std::make_unique<Parts>(std::move(read))) {}
Replica::~Replica() = default;

void Replica::start() { parts_->start(); }
bool Replica::reload() { return parts_->reload(); }
bool Replica::is_alive() const { return parts_->is_alive(); }
void Replica::drain() { parts_->drain(); }
void Replica::abandon() { parts_->abandon(); }
bool Replica::has_left_behind() const { return parts_->has_left_behind(); }

}  // namespace tenon
