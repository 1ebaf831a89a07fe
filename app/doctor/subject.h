// The tests of one subject, as they are added one by one.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/doctor/report.h"
#include "config/configuration.h"
#include "model/error.h"

namespace tenon {

/// Adds the tests of one target, webhook or store to a report.
class TestedSubject {
 public:
  TestedSubject(DoctorReport& report, std::string subject) : report_(report), subject_(std::move(subject)) {}

  void passed(const std::string& name, const std::string& found) {
    add(name, TestOutcome::kPassed, found, "");
  }
  void warned(const std::string& name, const std::string& found, const std::string& remedy) {
    add(name, TestOutcome::kWarned, found, remedy);
  }
  void failed(const std::string& name, const std::string& found, const std::string& remedy) {
    add(name, TestOutcome::kFailed, found, remedy);
  }
  void skipped(const std::string& name, const std::string& found) {
    add(name, TestOutcome::kSkipped, found, "");
  }

  /// Runs a test; an Error that it throws is a failure, with what is generally done about its reason.
  template <class Test>
  bool attempt(const std::string& name, const Test& test) {
    try {
      test();
      return true;
    } catch (const Error& error) {
      failed(name, error.what(), remedy_of(name, error.reason()));
      return false;
    }
  }

 private:
  static std::string remedy_of(const std::string& name, Reason reason);
  void add(const std::string& name, TestOutcome outcome, const std::string& found,
           const std::string& remedy) {
    report_.tests.push_back({subject_, name, outcome, found, remedy});
  }

  DoctorReport& report_;
  std::string subject_;
};

/// Tests one target.
void test_target(DoctorReport& report, const Configuration& configuration, const TargetConfiguration& target);

}  // namespace tenon
