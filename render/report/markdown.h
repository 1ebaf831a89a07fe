// Writes a document as Markdown of GitHub and GitLab: a comment on a change, or the summary of a job.

#pragma once

#include <string>

#include "render/report/document.h"

namespace tenon {

/// The size in bytes that no Markdown report reaches: services refuse a longer comment.
inline constexpr std::size_t kMarkdownLimit = 64 * 1024;

/// Returns the document in less than kMarkdownLimit bytes: entries are left out whole, and counted. It begins
/// with an HTML comment that is the same in every run for one verb and one subject, by which a bot finds the
/// comment to replace. Nothing in a name is markup, a mention, a link, or a command of a CI service. Ends in
/// a newline.
std::string markdown(const ReportDocument& document);

}  // namespace tenon
