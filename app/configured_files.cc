// Lists the files that a configuration has a run read.

#include "app/configured_files.h"

#include <filesystem>

#include "app/configuration.h"
#include "app/store_place.h"
#include "model/error.h"

namespace tenon {

namespace {

namespace fs = std::filesystem;

class Listing {
 public:
  void add(const std::string& path) {
    if (!path.empty()) files_.emplace_back(path);
  }
  void add(const Words& paths) {
    for (const std::string& path : paths) add(path);
  }
  void add(const SecretReference& reference) {
    if (reference.kind == SecretKind::kFile) add((fs::path(reference.folder) / reference.name).string());
    if (reference.kind == SecretKind::kEnvironment)
      add(environment_variable(reference.name + "_FILE").value_or(""));
    if (!reference.text.exposed().empty()) files_.push_back(reference.text);
  }
  void add(const TargetOptions& options) {
    add(*options.declared);
    add(*options.scratch);
  }
  void add(const SourceArgument& source) { files_.push_back(source); }
  std::vector<SourceArgument> result() && { return std::move(files_); }

 private:
  std::vector<SourceArgument> files_;
};

}  // namespace

std::vector<SourceArgument> configured_files(const std::string& path) {
  Listing all;
  all.add(path.empty() ? nearest_configuration() : path);
  try {
    const Configuration configuration = configuration_of(path);
    all.add(configuration.path);
    for (const TargetConfiguration& target : configuration.targets) {
      all.add(*target.url);
      all.add(target.options);
    }
    for (const TargetSet& set : configuration.target_sets) {
      all.add(set.source.file);
      all.add(set.source.url);
      all.add(set.options);
    }
    for (const WebhookConfiguration& webhook : configuration.webhooks) {
      all.add(*webhook.url);
      all.add(*webhook.secret);
    }
    all.add(store_of(configuration));
  } catch (const Error&) {
    return std::move(all).result();  // whoever reads the configuration reports the error
  }
  return std::move(all).result();
}

}  // namespace tenon
