// Creates, uses and drops a temporary PostgreSQL database.

#include <algorithm>
#include <mutex>
#include <random>
#include <utility>

#include "model/dialect.h"
#include "reflect/postgresql/connection.h"
#include "reflect/postgresql/database.h"
#include "reflect/scratch.h"

namespace tenon {

namespace {

std::string random_name() {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789";
  std::random_device device;
  std::uniform_int_distribution<std::size_t> pick(0, kLetters.size() - 1);
  std::string name = "tenon_scratch_";
  for (int i = 0; i < 16; ++i) name += kLetters[pick(device)];
  return name;
}

/// Returns the offset at which a line begins; lines are counted from 1.
std::size_t begin_of_line(std::string_view text, int line) {
  std::size_t at = 0;
  for (; line > 1 && at != std::string_view::npos; --line) at = text.find('\n', at) + 1;
  return std::min(at, text.size());
}

/// Returns the offset that an error message points to: `LINE 3: ` with the text of the line, and a caret
/// below the place. The server abbreviates a long line and puts `...` before it.
std::size_t place_in(const std::string& message, std::string_view statement) {
  const auto label = message.find("\nLINE ");
  if (label == std::string::npos) return 0;
  const std::size_t number_at = label + 6;
  const std::size_t begin = begin_of_line(statement, std::atoi(message.c_str() + number_at));
  const std::size_t excerpt_at = message.find(": ", number_at) + 2;
  const std::size_t excerpt_end = message.find('\n', excerpt_at);
  const std::size_t caret = excerpt_end == std::string::npos ? excerpt_end : message.find('^', excerpt_end);
  const std::size_t width = excerpt_at - label - 1;
  const bool is_cut = message.compare(excerpt_at, 3, "...") == 0;
  if (caret == std::string::npos || is_cut || caret < excerpt_end + 1 + width) return begin;
  return std::min(begin + caret - excerpt_end - 1 - width, statement.size());
}

class PostgresScratch : public Scratch {
 public:
  PostgresScratch(const SourceArgument& url, Patience patience)
      : server_(postgres_target(url, patience)), name_(random_name()) {
    try {
      made_ = true;  // even where nobody answers: it may be there
      create();
      connection_.emplace(writing(inside()));
    } catch (const Error& error) {
      if (error.reason() == Reason::kRights && !connection_) throw;
      const std::string left = drop();
      throw Error(error.fault(), error.reason(), error.what() + (left.empty() ? "" : "; " + left));
    }
  }
  ~PostgresScratch() override { drop(); }

  const std::string& name() const override { return name_; }

  std::optional<ScratchRefusal> run(const std::string& statement) override {
    return connection_->guarded("run a statement in the scratch database " + name_ + " on the server",
                                [&] { return refusal_of(statement); });
  }

  std::unique_ptr<Database> open() const override { return open_postgresql(inside()); }

  std::string drop() override {
    const std::lock_guard<std::mutex> one_at_a_time(dropping_);
    if (!made_) return "";
    try {
      PostgresConnection connection(writing(server_));
      connection.guarded("drop it on the server", [&] {
        pqxx::nontransaction(connection.pqxx()).exec("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
      });
      made_ = false;
      return "";
    } catch (const Error& error) {
      return not_dropped(error.what());
    }
  }

 private:
  /// Throws pqxx_exception where it is not the statement that failed.
  std::optional<ScratchRefusal> refusal_of(const std::string& statement) const {
    try {
      pqxx::nontransaction(connection_->pqxx()).exec(statement);
      return std::nullopt;
    } catch (const pqxx::sql_error& error) {
      const Reason reason = reason_of_sqlstate(error.sqlstate());
      const bool is_ended = reason == Reason::kGone || reason == Reason::kTimeout;
      if (is_ended || !connection_->pqxx().is_open()) throw;
      const std::string said = connection_->redacted(error.what());
      constexpr const char* kUndefinedObject = "42704";
      return ScratchRefusal{first_line(said), place_in(said, statement),
                            error.sqlstate() == kUndefinedObject && first_line(said).starts_with("role ")};
    }
  }

  void create() const {
    PostgresConnection connection(writing(server_));
    try {
      connection.guarded("create the scratch database " + name_ + " on the server", [&] {
        pqxx::nontransaction(connection.pqxx()).exec("CREATE DATABASE " + name_ + " TEMPLATE template0");
      });
    } catch (const Error& error) {
      if (error.reason() != Reason::kRights) throw;
      throw Error(
          error.fault(), error.reason(),
          std::string(error.what()) +
              "; SQL is read in a database of its own, for which the role needs CREATEDB: ALTER ROLE ... "
              "CREATEDB, or give --scratch the URL of a role that has it");
    }
  }

  std::string not_dropped(const std::string& why) const {
    return "the scratch database " + name_ + " could not be dropped: " + why +
           "; drop it with: DROP DATABASE " + name_;
  }

  PostgresTarget inside() const {
    PostgresTarget target = server_;
    target.parameters["dbname"] = name_;
    return target;
  }

  /// Returns a target for a session that may write, and waits long but not for ever.
  static PostgresTarget writing(PostgresTarget target) {
    const std::string most =
        target.patience.limit ? std::to_string(target.patience.limit->count()) + "s" : "10min";
    target.parameters["options"] +=
        " -c default_transaction_read_only=off -c lock_timeout=0 -c statement_timeout=" + most;
    return target;
  }

  PostgresTarget server_;
  std::string name_;
  std::mutex dropping_;
  bool made_ = false;
  std::optional<PostgresConnection> connection_;
};

}  // namespace

std::unique_ptr<Scratch> create_postgresql_scratch(const SourceArgument& url, Patience patience) {
  return std::make_unique<PostgresScratch>(url, patience);
}

}  // namespace tenon
