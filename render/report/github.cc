// Writes a document as workflow commands of GitHub Actions: annotations of the files of a change.

#include "render/report/github.h"

#include <map>

#include "model/visible.h"

namespace tenon {

namespace {

constexpr std::size_t kMostAnnotations = 9;

/// The message of a command, escaped as the runner reads it (actions/toolkit, escapeData).
std::string escaped_data(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '%')
      out += "%25";
    else if (c == '\r')
      out += "%0D";
    else if (c == '\n')
      out += "%0A";
    else
      out += c;
  }
  return out;
}

/// A property of a command (escapeProperty).
std::string escaped_property(const std::string& text) {
  std::string out;
  for (const char c : escaped_data(text)) {
    if (c == ':')
      out += "%3A";
    else if (c == ',')
      out += "%2C";
    else
      out += c;
  }
  return out;
}

std::string command_of(Severity severity) {
  return severity == Severity::kNote ? "notice" : std::string(to_string(severity));
}

std::string command(const std::string& kind, const std::string& properties, const std::string& message) {
  return "::" + kind + (properties.empty() ? "" : " " + properties) + "::" + escaped_data(message) + "\n";
}

std::string title_property(const std::string& title) { return "title=" + escaped_property(visible(title)); }

std::string place_properties(const Source& place) {
  if (place.path.empty()) return "";
  std::string text = "file=" + escaped_property(visible(place.path));
  if (place.line > 0) text += ",line=" + std::to_string(place.line);
  if (place.line > 0 && place.column > 0) text += ",col=" + std::to_string(place.column);
  return text + ",";
}

/// The lines below the title of an annotation.
std::string annotation_body(const ReportDocument& document, const DocumentSection& section,
                            const DocumentEntry& entry) {
  std::string text;
  const auto add = [&](const std::string& label, const std::string& value) {
    if (!value.empty()) text += (text.empty() ? "" : "\n") + label + visible(value);
  };
  add("", entry.message);
  add(document.declared_label + ": ", entry.declared);
  add(document.actual_label + ": ", entry.actual);
  add("effect: ", entry.meaning);
  add("fix: ", entry.fix);
  add("targets: ", section.targets_text);
  return text.empty() ? visible(sentence(entry)) : text;
}

std::string annotation(const ReportDocument& document, const DocumentSection& section,
                       const DocumentEntry& entry) {
  const std::string title = "tenon " + document.verb + ": " + entry.word + " " + object_text(entry);
  return command(command_of(entry.severity), place_properties(entry.place) + title_property(title),
                 annotation_body(document, section, entry));
}

/// Collects commands by kind and counts those that find no place.
class Annotations {
 public:
  void add(const std::string& kind, const std::string& text) {
    Kind& of = kinds_[kind];
    if (of.written < kMostAnnotations) {
      out_ += text;
      ++of.written;
    } else {
      of.last = text;
      ++of.more;
    }
  }

  /// Returns the commands; a single one over the limit still fits.
  std::string text(const std::string& verb) const {
    std::string all = out_;
    for (const auto& [kind, of] : kinds_) {
      if (of.more == 1) all += of.last;
      if (of.more > 1)
        all += command(kind, title_property("tenon " + verb),
                       "and " + std::to_string(of.more) +
                           " more, which GitHub would not show; -o text and -o html have all");
    }
    return all;
  }

 private:
  struct Kind {
    std::size_t written = 0;
    std::size_t more = 0;
    std::string last;
  };
  std::map<std::string, Kind> kinds_;
  std::string out_;
};

}  // namespace

std::string github_commands(const ReportDocument& document) {
  Annotations all;
  for (const DocumentTarget& target : document.targets)
    if (target.outcome == DocumentOutcome::kUnknown)
      all.add("error", command("error", title_property("tenon " + document.verb + ": could not tell"),
                               visible(unknown_text(document, target))));
  for (const DocumentSection& section : document.sections)
    for (const DocumentEntry& entry : section.entries)
      all.add(command_of(entry.severity), annotation(document, section, entry));
  return all.text(document.verb);
}

}  // namespace tenon
