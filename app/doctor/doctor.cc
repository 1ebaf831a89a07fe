// Walks over targets, sets, the store and the webhooks of a configuration.

#include "app/doctor/doctor.h"

#include <algorithm>

#include "app/doctor/subject.h"
#include "app/secrets.h"
#include "app/store_place.h"
#include "app/targets.h"
#include "model/nearest_word.h"
#include "notify/send.h"

namespace tenon {

namespace {

/// How many targets of a set are tested when nobody names them.
constexpr std::size_t kOfSet = 20;

TargetConfiguration named_target(const Configuration& configuration, const std::string& word) {
  if (word.find("://") != std::string::npos) {
    TargetConfiguration made;
    made.name = SourceArgument(word).redacted();
    made.url.value = {.kind = SecretKind::kText, .text = word};
    return made;
  }
  const std::string name = word.starts_with("target:") ? word.substr(7) : word;
  if (auto found = found_target(configuration, name)) return *found;
  std::vector<std::string> known;
  for (const TargetConfiguration& target : configuration.targets) known.push_back(target.name);
  throw Error(Fault::kUsage,
              (configuration.path.empty() ? "there is no tenon.toml here or above that names a target \""
                                          : "there is no target \"") +
                  SourceArgument(name).redacted() + "\"" + hint(name, known) +
                  (configuration.path.empty() ? "; name it by --config, or give a database URL" : ""));
}

void test_set(DoctorReport& report, const Configuration& configuration, const TargetSet& set) {
  TestedSubject subject(report, "target set " + set.name);
  std::vector<TargetConfiguration> all;
  const bool is_listed = subject.attempt("targets", [&] {
    all = listed(set);
    if (all.empty())
      return subject.failed("targets", "it has no rows, so that nothing is audited",
                            "look at its file or its query");
    subject.passed("targets", std::to_string(all.size()) + " targets" +
                                  (all.size() > kOfSet ? ", of which the first " + std::to_string(kOfSet) +
                                                             " are tested; name others to test them"
                                                       : ""));
  });
  if (!is_listed) return;
  for (std::size_t i = 0; i < std::min(kOfSet, all.size()); ++i) test_target(report, configuration, all[i]);
}

/// Fetches what a reference leads to; nullopt: it failed, and says why.
std::optional<SourceArgument> tested_secret(TestedSubject& subject, const SecretReference& reference) {
  std::optional<SourceArgument> value;
  subject.attempt("secret", [&] {
    FetchedSecret made = fetched(reference);
    if (made.warnings.empty())
      subject.passed("secret", to_string(reference));
    else
      subject.warned("secret", made.warnings.front(), "others can read the secret there");
    value = std::move(made.value);
  });
  return value;
}

/// Tests the store of a configuration, or the one that is used without a word of it.
void test_store(DoctorReport& report, const Configuration& configuration, const StoreProbe& probe) {
  TestedSubject subject(report, "store");
  const SecretReference& url = *configuration.store.url;
  const auto value = url.empty() ? std::optional(store_of(configuration)) : tested_secret(subject, url);
  if (!value || !probe) return subject.skipped("store", value ? "it is not opened" : "its URL is not known");
  subject.attempt("store", [&] { subject.passed("store", probe(*value)); });
}

void test_address(TestedSubject& subject, const Webhook& webhook) {
  const WebhookPlace place = place_of(webhook);
  if (!place.is_encrypted)
    return subject.warned("address", place.host + " is reached without encryption",
                          "everybody on the way can read the messages; write https://");
  subject.passed("address", place.host + ":" + place.port);
}

void test_webhook(DoctorReport& report, const WebhookConfiguration& webhook) {
  TestedSubject subject(report, "webhook " + webhook.name);
  const auto url = tested_secret(subject, *webhook.url);
  if (!webhook.secret->empty()) tested_secret(subject, *webhook.secret);
  if (!url) return subject.skipped("address", "its URL is not known");
  const Webhook tried{.name = webhook.name, .url = *url, .allows_private = *webhook.allow_private};
  subject.attempt("address", [&] { test_address(subject, tried); });
}

}  // namespace

DoctorReport tested(const Configuration& configuration, const DoctorRequest& request) {
  DoctorReport report{configuration.path, {}};
  if (!request.targets.empty()) {
    for (const std::string& word : request.targets)
      test_target(report, configuration, named_target(configuration, word));
    return report;
  }
  for (const TargetConfiguration& target : configuration.targets) test_target(report, configuration, target);
  for (const TargetSet& set : configuration.target_sets) test_set(report, configuration, set);
  test_store(report, configuration, request.store);
  for (const WebhookConfiguration& webhook : configuration.webhooks) test_webhook(report, webhook);
  return report;
}

}  // namespace tenon
