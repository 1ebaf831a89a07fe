// What `doctor` found: one value a test, as text and as JSON.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// How a test went.
enum class TestOutcome {
  kPassed,
  kWarned,   ///< it works, and something about it is to be known
  kFailed,   ///< what depends on it fails
  kSkipped,  ///< it could not be tested, mostly because another test failed
};

/// Returns `passed`, `warned`, `failed`, `skipped`.
std::string_view to_string(TestOutcome outcome);

/// One test of one thing that the configuration names.
struct DoctorTest {
  std::string subject;  ///< `target orders`, `store`, `webhook slack-db`
  std::string name;     ///< `secret connection version rights session clock declared schemas patterns store
                        ///< address`
  TestOutcome outcome = TestOutcome::kPassed;
  std::string found;   ///< what was found; no secret
  std::string remedy;  ///< how it is mended; empty: nothing is to be done

  friend bool operator==(const DoctorTest&, const DoctorTest&) = default;
};

struct DoctorReport {
  std::string configuration;  ///< the path of the file; empty: there is none
  std::vector<DoctorTest> tests;
};

/// Returns 1 if a test failed, 0 otherwise.
int exit_code(const DoctorReport& report);

/// Returns the report for people: a block a subject, a line a test, and below it how it is mended.
std::string doctor_text(const DoctorReport& report, bool color);
/// Returns the report for programs, by the schema that doctor_schema() returns.
std::string doctor_json(const DoctorReport& report);
/// Returns the published JSON Schema (draft 7) of the report.
std::string_view doctor_schema();

}  // namespace tenon
