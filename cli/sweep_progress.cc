// Shows on stderr how far a sweep is.

#include "cli/sweep_progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>

#include "model/visible.h"

namespace tenon {

namespace {

/// Returns the width of the terminal on stderr, in columns.
std::size_t terminal_width() {
  constexpr std::size_t kUsual = 80;
  winsize size{};
  const bool is_known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return is_known ? size.ws_col : kUsual;
}

/// Cuts a text after so many characters, never within one.
std::string cut(const std::string& text, std::size_t width) {
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool begins = (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
    if (begins && characters++ == width) return text.substr(0, i);
  }
  return text;
}

void add_count(std::string& text, std::size_t count, const char* word) {
  if (count > 0) text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + word;
}

}  // namespace

std::string progress_text(const SweepProgress& progress) {
  constexpr std::size_t kShown = 2;
  std::string counts;
  add_count(counts, progress.in_sync, "in sync");
  add_count(counts, progress.acknowledged, "acknowledged");
  add_count(counts, progress.drift, "drift");
  add_count(counts, progress.not_audited, "not audited");
  std::string text = "audited " + std::to_string(progress.done()) + " of " + std::to_string(progress.targets);
  if (!counts.empty()) text += ": " + counts;
  if (progress.running.empty()) return text;
  std::string now;
  for (std::size_t i = 0; i < std::min(kShown, progress.running.size()); ++i)
    now += (now.empty() ? "" : ", ") + visible(progress.running[i]);
  if (progress.running.size() > kShown)
    now += " and " + std::to_string(progress.running.size() - kShown) + " more";
  return text + "; now " + now;
}

SweepProgressLine::SweepProgressLine(bool is_shown)
    : is_shown_(is_shown), is_terminal_(isatty(STDERR_FILENO) == 1) {}

SweepProgressLine::~SweepProgressLine() {
  if (is_there_) std::cerr << "\r\x1b[K" << std::flush;
}

void SweepProgressLine::show(const SweepProgress& progress) {
  constexpr std::chrono::milliseconds kOften(200);
  constexpr std::chrono::seconds kSeldom(10);
  if (!is_shown_ || Clock::now() - last_ < (is_terminal_ ? Clock::duration(kOften) : kSeldom)) return;
  last_ = Clock::now();
  const std::string text = progress_text(progress);
  if (is_terminal_)
    write_over(text);
  else
    std::cerr << "tenon: " + text + "\n" << std::flush;
}

void SweepProgressLine::write_over(const std::string& text) {
  std::cerr << "\r" + cut(text, terminal_width() - 1) + "\x1b[K" << std::flush;
  is_there_ = true;
}

}  // namespace tenon
