// Runs the plain statements inside a DO block on the simulated catalog.

#include <algorithm>
#include <array>

#include "declare/sql/handlers.h"
#include "model/dialect.h"
#include "sql/pg_script.h"

namespace tenon {

namespace {

constexpr auto kDdl = std::to_array<std::string_view>(
    {"create", "alter", "drop", "execute", "perform", "call", "comment", "truncate"});
constexpr auto kAboutRoles = std::to_array<std::string_view>({"role", "user", "group"});

template <std::size_t N>
bool is_one_of(const Token& token, const std::array<std::string_view, N>& words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return is_word(token, word); });
}

/// Tells whether a block creates nothing in the database: it has no DDL, or only DDL for roles, which belong
/// to the cluster.
bool makes_nothing(const std::vector<Token>& all) {
  for (std::size_t i = 0; i < all.size(); ++i)
    if (is_one_of(all[i], kDdl) && (i + 1 == all.size() || !is_one_of(all[i + 1], kAboutRoles))) return false;
  return true;
}

/// Returns the body of BEGIN ... EXCEPTION WHEN ... THEN NULL; END: statements that may have been run before.
std::optional<Span> guarded_statements(const std::vector<Token>& all) {
  if (all.size() < 4 || !is_word(all[0], "begin")) return std::nullopt;
  std::size_t exception = 1;
  while (exception < all.size() && !is_word(all[exception], "exception")) ++exception;
  std::size_t end = exception;
  bool only_null = true;
  for (std::size_t i = exception; i < all.size(); ++i) {
    if (!is_word(all[i], "then")) continue;
    only_null = only_null && i + 1 < all.size() && is_word(all[i + 1], "null");
    end = i;
  }
  if (exception == all.size()) {
    end = all.size();
    while (end > 1 && !is_word(all[end - 1], "end")) --end;
    exception = end - 1;
  }
  if (!only_null || exception < 2) return std::nullopt;
  return Span{all[0].end, all[exception - 1].end};
}

/// Returns the parse trees of plain statements, or nothing if one of them is procedural code.
std::vector<std::pair<Span, PgNode>> plain_statements(std::string_view body) {
  std::vector<std::pair<Span, PgNode>> all;
  for (const ScriptPiece& piece : script_pieces(body)) {
    PgStatement parsed = pg_statement(piece.span.of(body));
    if (piece.kind != ScriptPiece::Kind::kStatement || !parsed.error.empty() ||
        parsed.tree.is("TransactionStmt") || parsed.tree.is("ExecuteStmt"))
      return {};
    all.emplace_back(piece.span, std::move(parsed.tree));
  }
  return all;
}

/// Returns where the text of a dollar-quoted body begins in the statement; npos if it is quoted in another
/// way.
std::size_t begin_of_body(std::string_view statement, const std::string& body) {
  const std::size_t dollar = statement.find('$');
  const std::size_t at = dollar == std::string_view::npos ? dollar : statement.find('$', dollar + 1);
  return at != std::string_view::npos && statement.substr(at + 1).starts_with(body) ? at + 1
                                                                                    : std::string_view::npos;
}

}  // namespace

void do_block(SqlStatement& in, const PgNode& statement) {
  std::string body;
  for (const PgNode& each : statement["args"].items)
    if (each.text("defname") == "as") body = each["arg"].text("sval");
  const std::vector<Token> all = tokens(body, kPostgresql);
  if (makes_nothing(all)) return in.catalog.skip("DO blocks that declare nothing");
  const std::size_t begin = begin_of_body(in.text(), body);
  const auto inner = guarded_statements(all);
  if (begin != std::string_view::npos && inner) {
    const auto statements =
        plain_statements(std::string_view(body).substr(inner->begin, inner->end - inner->begin));
    const std::size_t from = begin + inner->begin;
    for (const auto& [span, tree] : statements) {
      SqlStatement part = in.part({from + span.begin, from + span.end});
      try {
        run_statement(part, tree);
      } catch (const SqlRefusal& refusal) {
        if (refusal.is_repeated) return;
        SqlRefusal moved = refusal;
        moved.at += from + span.begin;
        for (SqlRefusal& more : moved.more) more.at += from + span.begin;
        throw moved;
      }
    }
    if (!statements.empty()) return;
  }
  in.refuse(0, "the effects of a DO block are not known without running it" + std::string(kWaysOut));
}

}  // namespace tenon
