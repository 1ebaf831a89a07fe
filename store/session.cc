// What the sessions of every database share: values, rows and transactions.

#include "store/session.h"

#include <charconv>

#include "model/error.h"

namespace tenon {

SqlValue or_null(const std::optional<std::string>& text) {
  return text ? SqlValue(*text) : SqlValue(std::monostate());
}

SqlValue or_null(const std::optional<Instant>& at) {
  return at ? SqlValue(sortable(*at)) : SqlValue(std::monostate());
}

std::int64_t SqlRow::integer(std::size_t column) const {
  if (is_null(column)) return 0;
  const std::string digits = text(column);
  const char* end = digits.data() + digits.size();
  std::int64_t value = 0;
  const auto [stopped, fault] = std::from_chars(digits.data(), end, value);
  if (fault == std::errc() && stopped == end) return value;
  throw Error(Fault::kRefused, Reason::kParse,
              "a row of the audit store holds \"" + digits +
                  "\" where a number was wanted; it was changed by " +
                  "hand; tenon store verify says what else was");
}

Instant SqlRow::instant(std::size_t column) const {
  if (const auto at = parsed_instant(text(column))) return *at;
  throw Error(Fault::kRefused, Reason::kParse,
              "a row of the audit store holds \"" + text(column) +
                  "\" where a time was wanted; it was changed by hand; tenon store verify "
                  "says what else was");
}

std::optional<Instant> SqlRow::optional_instant(std::size_t column) const {
  return is_null(column) ? std::nullopt : std::optional(instant(column));
}

StoreTransaction::StoreTransaction(StoreSession& session, Access access) : session_(session) {
  switch (access) {
    case Access::kReading:
      session.begin_reading();
      break;
    case Access::kWriting:
      session.begin_writing();
      break;
    case Access::kRowWriting:
      session.begin_row_writing();
      break;
  }
}

StoreTransaction::~StoreTransaction() {
  if (!is_done_) session_.rollback();
}

void StoreTransaction::commit() {
  session_.commit();
  is_done_ = true;
}

}  // namespace tenon
