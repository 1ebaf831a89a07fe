// Reads CSV character by character.

#include "config/csv.h"

#include <string_view>
#include <utility>

namespace tenon {

namespace {

/// The state of the reading: the record so far, and the place.
class CsvReader {
 public:
  CsvReader(const Document& document, Faults& faults) : text_(document.text), faults_(faults) {
    if (text_.starts_with("\xef\xbb\xbf")) text_.remove_prefix(3);
    at_.path = document.path;
    at_.line = at_.column = 1;
  }

  std::vector<CsvRecord> run() {
    while (!text_.empty()) {
      CsvRecord record{{}, at_};
      read(record);
      if (record.fields.size() > 1 || !record.fields.front().empty()) all_.push_back(std::move(record));
    }
    return std::move(all_);
  }

 private:
  char take() {
    const char c = text_.front();
    text_.remove_prefix(1);
    at_.column = c == '\n' ? 1 : at_.column + 1;
    at_.line += c == '\n';
    return c;
  }

  void read(CsvRecord& record) {
    record.fields.emplace_back();
    while (!text_.empty()) {
      if (text_.front() == '"' && record.fields.back().empty()) {
        read_quoted(record.fields.back());
        continue;
      }
      const char c = take();
      if (c == '\n') break;
      if (c == '\r' && text_.starts_with("\n")) continue;
      if (c == ',')
        record.fields.emplace_back();
      else
        record.fields.back() += c;
    }
  }

  void read_quoted(std::string& field) {
    const Source begin = at_;
    take();
    while (!text_.empty()) {
      const char c = take();
      if (c != '"') {
        field += c;
      } else if (text_.starts_with("\"")) {
        field += take();
      } else {
        return;
      }
    }
    faults_.add(begin, "a quote begins here and does not end");
  }

  std::string_view text_;
  Faults& faults_;
  Source at_;
  std::vector<CsvRecord> all_;
};

}  // namespace

std::vector<CsvRecord> csv_records(const Document& document, Faults& faults) {
  return CsvReader(document, faults).run();
}

}  // namespace tenon
