// The session of a store in a PostgreSQL schema.

#include <pqxx/pqxx>

#include <array>

#include "model/digest.h"
#include "model/error.h"
#include "model/overloaded.h"
#include "store/session.h"
#include "store/utf8.h"

namespace tenon {

namespace {

constexpr pqxx::oid kBytea = 17;
// The key of the advisory lock that writers of a store take, beside the hash of the schema's name.
constexpr const char* kTakeTurn = "SELECT pg_advisory_xact_lock(1952804463, hashtext(current_schema()))";

std::string hex_of(const std::string& bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text = "\\x";
  for (const char byte : bytes) {
    text += kDigits[static_cast<unsigned char>(byte) >> 4U];
    text += kDigits[static_cast<unsigned char>(byte) & 15U];
  }
  return text;
}

std::string bytes_of(std::string_view hex) {
  std::string bytes;
  for (std::size_t at = 2; at + 1 < hex.size(); at += 2)
    bytes += static_cast<char>(hex_value(hex[at]) * 16 + hex_value(hex[at + 1]));
  return bytes;
}

/// `?1` of the common spelling is `$1` here. REQUIRES: no other question mark.
std::string with_dollars(std::string_view sql) {
  std::string text(sql);
  for (char& c : text)
    if (c == '?') c = '$';
  return text;
}

std::string quoted_name(const std::string& name) {
  std::string quoted = "\"";
  for (const char c : name) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

/// A failure of the server's, for people and for programs.
struct ServerAdvice {
  Fault fault = Fault::kConnection;
  Reason reason = Reason::kInternal;
  std::string_view text;
};

ServerAdvice advice_of_state(const std::string& state) {
  if (state == "55P03" || state == "40P01" || state == "40001")
    return {Fault::kConnection, Reason::kLock, "another session has held the store; run it again"};
  if (state == "57014")
    return {Fault::kConnection, Reason::kTimeout, "it took longer than the server allows; run it again"};
  if (state == "23505")
    return {Fault::kConnection, Reason::kLock, "another process has written the same; run it again"};
  if (state.starts_with("57P"))
    return {Fault::kConnection, Reason::kGone, "the server shut down, or ended the session; run it again"};
  if (state == "25006")
    return {
        Fault::kRights, Reason::kRights,
        "the server is a standby, or it, the database, the role or the URL is read-only "
        "(default_transaction_read_only); nothing was changed; name the primary (--store, TENON_STORE), or "
        "let the role write"};
  if (state == "42501")
    return {Fault::kRights, Reason::kRights,
            "the role may not do it; it must own the schema of the store (CREATE SCHEMA tenon "
            "AUTHORIZATION role)"};
  if (state.starts_with("42P") || state == "42703")
    return {Fault::kRefused, Reason::kParse,
            "a table or column of the store is not there; it was changed by hand: tenon store verify, or "
            "restore it"};
  if (state == "53100")
    return {Fault::kConnection, Reason::kInternal,
            "the server has no space left; what was recorded before is kept; make space on its disk (then "
            "tenon store prune removes what is old), and run it again"};
  if (state.starts_with("53"))
    return {Fault::kRefused, Reason::kInternal,
            "the server is out of space, memory or connections; what was recorded before is kept"};
  return {};
}

ServerAdvice advice_of(const std::exception& failure) {
  if (dynamic_cast<const pqxx::too_many_connections*>(&failure) != nullptr) return advice_of_state("53300");
  if (dynamic_cast<const pqxx::broken_connection*>(&failure) != nullptr) return advice_of_state("57P01");
  if (dynamic_cast<const pqxx::in_doubt_error*>(&failure) != nullptr) return advice_of_state("57P01");
  if (dynamic_cast<const pqxx::insufficient_privilege*>(&failure) != nullptr) return advice_of_state("42501");
  if (dynamic_cast<const pqxx::disk_full*>(&failure) != nullptr) return advice_of_state("53100");
  if (dynamic_cast<const pqxx::insufficient_resources*>(&failure) != nullptr) return advice_of_state("53000");
  if (dynamic_cast<const pqxx::undefined_table*>(&failure) != nullptr) return advice_of_state("42P01");
  if (dynamic_cast<const pqxx::undefined_column*>(&failure) != nullptr) return advice_of_state("42703");
  if (dynamic_cast<const pqxx::transaction_rollback*>(&failure) != nullptr) return advice_of_state("40001");
  if (dynamic_cast<const pqxx::unique_violation*>(&failure) != nullptr) return advice_of_state("23505");
  const auto* sql = dynamic_cast<const pqxx::sql_error*>(&failure);
  return sql == nullptr ? ServerAdvice{} : advice_of_state(sql->sqlstate());
}

std::string first_line_of(const std::string& message) {
  std::string line = message.substr(0, message.find('\n'));
  return line.starts_with("ERROR:  ") ? line.substr(8) : line;
}

class PostgresSession : public StoreSession {
 public:
  explicit PostgresSession(const PostgresStorePlace& place)
      : connection_text_(place.connection), shown_(place.shown), redactor_(place.redactor) {
    try {
      connect();
    } catch (const pqxx::broken_connection& failure) {
      throw Error(Fault::kConnection, Reason::kConnect,
                  "cannot reach the audit store " + shown_ + ": " + redactor_(first_line_of(failure.what())) +
                      "; check --store or TENON_STORE, and that the server runs");
    } catch (const pqxx::pqxx_exception& failure) {
      fail("open", failure.base());
    }
  }
  ~PostgresSession() override { rollback(); }

  const std::string& shown() const override { return shown_; }
  const std::string& schema() const override { return schema_; }

  SqlRows executed(std::string_view sql, const SqlValues& values) override {
    return guarded("use", [&] { return rows_of(result_of(with_dollars(sql), values)); });
  }

  void begin_writing() override {
    begin_row_writing();
    guarded("write to", [&] { transaction_->exec(kTakeTurn); });
  }
  void begin_row_writing() override {
    guarded("write to", [&] {
      if (!connection_->is_open()) connect();
      transaction_ = std::make_unique<pqxx::transaction<pqxx::read_committed>>(*connection_);
    });
  }
  void begin_reading() override {
    guarded("read", [&] {
      if (!connection_->is_open()) connect();
      transaction_ =
          std::make_unique<pqxx::transaction<pqxx::repeatable_read, pqxx::read_only>>(*connection_);
    });
  }
  void commit() override {
    guarded("write to", [&] { transaction_->commit(); });
    transaction_.reset();
  }
  void rollback() noexcept override {
    try {
      if (transaction_) transaction_->abort();
    } catch (const std::exception&) {  // the server has rolled back already
    }
    transaction_.reset();
  }

  std::vector<std::string> tables() override {
    require_usage();
    std::vector<std::string> names;
    for (const SqlRow& row :
         run("SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = ?1 ORDER BY 1", {schema_}))
      names.push_back(row.text(0));
    return names;
  }

  Instant now() override {
    return run("SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
        .front()
        .instant(0);
  }
  std::string_view locking_free_rows() const override { return " FOR UPDATE SKIP LOCKED"; }

  std::int64_t bytes() override {
    return run("SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) FROM pg_catalog.pg_class c JOIN "
               "pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ?1 AND c.relkind = 'r'",
               {schema_})
        .front()
        .integer(0);
  }

  void prepare() override {
    if (has_schema()) return;
    StoreTransaction transaction(*this, Access::kRowWriting);
    // IF NOT EXISTS does not wait for another process that makes it at the same moment: it fails.
    run("SELECT pg_advisory_xact_lock(1952804463, hashtext(?1))", {schema_});
    if (!has_schema()) run("CREATE SCHEMA " + quoted_name(schema_));
    transaction.commit();
  }
  void allow_changes(bool /*is_allowed*/) override {}
  void require_whole() override {}
  void shrink() override {}
  void give_back_log() noexcept override {}
  bool is_in_place() const override { return true; }
  std::string identity() const override { return ""; }

 private:
  void connect() {
    connection_ = std::make_unique<pqxx::connection>(connection_text_);
    quiet_ = std::make_unique<pqxx::quiet_errorhandler>(*connection_);
    pqxx::nontransaction session(*connection_);
    session.exec("SET bytea_output = hex");
    session.exec("SET standard_conforming_strings = on");
    const pqxx::row row = session.exec1(
        "SELECT setting, source <> 'client' FROM pg_catalog.pg_settings WHERE name = 'search_path'");
    schema_ = row[1].as<bool>() ? std::string(kStoreSchema) : first_schema(row[0].as<std::string>());
    session.exec("SET search_path TO " + quoted_name(schema_));
  }

  bool has_schema() {
    return !run("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = ?1", {schema_}).empty();
  }

  /// What a role may not use is passed over by the search_path, as if it were not there.
  void require_usage() {
    const SqlRows rows =
        run("SELECT current_user FROM pg_catalog.pg_namespace WHERE nspname = ?1 AND NOT "
            "pg_catalog.has_schema_privilege(oid, 'USAGE')",
            {schema_});
    if (rows.empty()) return;
    throw Error(Fault::kRights, Reason::kRights,
                "cannot use the audit store " + shown_ + ": the role " + rows.front().text(0) +
                    " may not use its schema " + schema_ + "; grant it USAGE on that and the rights on its " +
                    "tables, or name the role that owns them");
  }

  static std::string first_schema(const std::string& path) {
    std::string name = path.substr(0, path.find(','));
    std::erase(name, '"');
    const auto begin = name.find_first_not_of(' ');
    return begin == std::string::npos ? kStoreSchema
                                      : name.substr(begin, name.find_last_not_of(' ') + 1 - begin);
  }

  pqxx::result result_of(const std::string& sql, const SqlValues& values) {
    std::vector<std::optional<std::string>> texts;
    for (const SqlValue& value : values) texts.push_back(text_of_value(value));
    std::vector<const char*> parameters;
    for (const auto& text : texts) parameters.push_back(text ? text->c_str() : nullptr);
    const auto run_in = [&](pqxx::transaction_base& transaction) {
      return values.empty() ? transaction.exec(sql)
                            : transaction.exec_params(sql, pqxx::prepare::make_dynamic_params(parameters));
    };
    if (transaction_) return run_in(*transaction_);
    pqxx::nontransaction alone(*connection_);
    return run_in(alone);
  }

  static std::optional<std::string> text_of_value(const SqlValue& value) {
    using Text = std::optional<std::string>;
    return std::visit(Overloaded{
                          [](std::monostate) { return Text(); },
                          [](std::int64_t number) { return Text(std::to_string(number)); },
                          [](const std::string& text) { return Text(storable(text)); },
                          [](const Blob& blob) { return Text(hex_of(blob.bytes)); },
                      },
                      value);
  }

  static SqlRows rows_of(const pqxx::result& result) {
    SqlRows rows;
    for (const auto& row : result) {
      std::vector<std::optional<std::string>> values;
      for (const auto& field : row) {
        if (field.is_null())
          values.emplace_back();
        else if (field.type() == kBytea)
          values.emplace_back(bytes_of(field.c_str()));
        else
          values.emplace_back(std::string(field.c_str(), field.size()));
      }
      rows.emplace_back(std::move(values));
    }
    return rows;
  }

  template <class Work>
  auto guarded(const std::string& doing, Work&& work) -> decltype(work()) {
    try {
      return work();
    } catch (const pqxx::pqxx_exception& failure) {
      fail(doing, failure.base());
    }
  }

  [[noreturn]] void fail(const std::string& doing, const std::exception& failure) const {
    const ServerAdvice why = advice_of(failure);
    throw Error(why.fault, why.reason,
                "cannot " + doing + " the audit store " + shown_ + ": " +
                    redactor_(first_line_of(failure.what())) + (why.text.empty() ? "" : "; ") +
                    std::string(why.text));
  }

  std::string connection_text_;
  std::string shown_;
  Redactor redactor_;
  std::string schema_;
  std::unique_ptr<pqxx::connection> connection_;
  std::unique_ptr<pqxx::quiet_errorhandler> quiet_;
  std::unique_ptr<pqxx::transaction_base> transaction_;
};

}  // namespace

std::unique_ptr<StoreSession> open_postgresql_store(const PostgresStorePlace& place) {
  return std::make_unique<PostgresSession>(place);
}

}  // namespace tenon
