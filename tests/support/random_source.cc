#include "tests/support/random_source.h"

#include <array>

namespace tenon::test {

namespace {

constexpr auto kForms = std::to_array<std::string_view>({
    "postgresql://u:{}@h:5432/db",
    "postgresql://u:{}@h/db?sslmode=disable",
    "postgresql://u:{}@h/db?application_name=a@b",
    "postgresql://u:{}@[::1]:5/db",
    "postgresql://:{}@/db?host=/tmp",
    "postgresql+driver://u:{}@h1:1,h2:2/db",
    "postgresql://h/db?password={}",
    "postgresql://h/db?password={}&sslmode=disable",
    "postgresql://h/db?pass%77ord={}",
    "postgresql://h/db?PASSWORD={}",
    "postgresql://h/db?typo={}&sslmode=disable",
    "postgresql://u@h:1/db?user=a&sslpassword={}&dbname=x",
    "jdbc:postgresql://h/db?user=u&password={}",
    "mysql://u:{}@h/db",
    "sqlite://u:{}@/x.db",
    "sqlite:///x.db?key={}",
    "host=h password='{}' port=5",
    "host=h port=5 password={}",
    "u:{}@h",
    "postgres//u:{}@h/db",
    "postgresql:/u:{}@h/db",
});

}  // namespace

std::string random_source(std::mt19937_64& rng, std::string_view canary) {
  static constexpr std::string_view kSeparators = "@:/?&=%# '+;,[]\\xY5\"";
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(rng() % n); };
  std::string password;
  for (std::size_t pieces = 1 + below(4); pieces > 0; --pieces) {
    for (std::size_t i = below(3); i > 0; --i) password += kSeparators[below(kSeparators.size())];
    password += canary;
  }
  for (std::size_t i = below(3); i > 0; --i) password += kSeparators[below(kSeparators.size())];
  std::string source(kForms[below(kForms.size())]);
  return source.replace(source.find("{}"), 2, password);
}

}  // namespace tenon::test
