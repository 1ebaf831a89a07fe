// Looks for tenon.toml in the working directory and above.

#include "app/configuration.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "app/backends.h"
#include "app/file_text.h"
#include "app/generate.h"
#include "config/read.h"
#include "model/dialect.h"
#include "model/error.h"

namespace tenon {

namespace fs = std::filesystem;

namespace {

/// The folder of a path as paths in the file start from it; empty: the working directory.
std::string folder_of_configuration(const std::string& path) { return fs::path(path).parent_path().string(); }

std::string text_of_configuration(const std::string& path) {
  std::error_code fault;
  if (!fs::exists(path, fault) && !fault)
    throw Error(Fault::kConfiguration, Reason::kParse,
                "there is no configuration at " + path +
                    ", which --config or TENON_CONFIG names; put one there (tenon init URL --target NAME "
                    "writes one; in a container, mount its folder), or name another");
  try {
    return file_text(path);
  } catch (const Error& error) {
    throw Error(Fault::kConfiguration, error.reason(),
                "cannot read the configuration: " + std::string(error.what()));
  }
}

/// What another user wrote in a folder above is not run unasked.
void require_own(const std::string& path) {
  struct stat found {};
  if (stat(path.c_str(), &found) != 0) return;
  const bool is_own = found.st_uid == geteuid() || found.st_uid == 0;
  const bool others_write = (found.st_mode & S_IWOTH) != 0;
  if (is_own && !others_write) return;
  throw Error(
      Fault::kConfiguration, Reason::kRights,
      path + (is_own ? " can be written by everybody" : " belongs to another user") +
          ", and a configuration may name commands to run; name it by --config or TENON_CONFIG if you "
          "trust it");
}

}  // namespace

std::string nearest_configuration() {
  std::error_code fault;
  const fs::path here = fs::current_path(fault);
  if (fault) return "";
  std::string up;
  for (fs::path folder = here;; folder = folder.parent_path()) {
    const std::string path = up + kConfigurationName;
    if (fs::is_regular_file(path, fault)) return path;
    if (folder == folder.parent_path()) return "";
    up += "../";
  }
}

std::optional<std::string> environment_variable(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr || *value == '\0' ? std::nullopt : std::optional<std::string>(value);
}

ConfigurationContext configuration_context(const std::string& folder) {
  ConfigurationContext context{.folder = folder, .styles = styles(), .dialects = {}};
  for (const Dialect* dialect : dialects()) context.dialects.emplace_back(dialect->name);
  context.schemes = known_schemes();
  return context;
}

Configuration configuration_in(const std::string& path) {
  return read_configuration({path, text_of_configuration(path)},
                            configuration_context(folder_of_configuration(path)));
}

Configuration configuration_of(const std::string& path, const std::vector<GivenValue>& flags) {
  std::string found = path.empty() ? environment_variable("TENON_CONFIG").value_or("") : path;
  if (found.empty()) {
    found = nearest_configuration();
    if (!found.empty()) require_own(found);
  }
  return overridden(found.empty() ? Configuration{} : configuration_in(found), flags, environment_variable);
}

}  // namespace tenon
