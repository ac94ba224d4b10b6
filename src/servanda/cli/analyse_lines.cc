#include "servanda/cli/analyse_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "servanda/reader/dateline.h"

namespace servanda::cli {

std::string headline_lines(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    Memory memory;
    const Headline headline = split_headline(line, memory);
    std::string source = "-";
    if (headline.source && headline.source->speaker) source = headline.source->speaker->name;
    if (headline.source && !headline.source->via.empty())
      source = headline.source->via.front().name;
    out += fmt::format("{}\t{}\n", source, headline.body.of(line));
  }
  return out;
}

std::string dateline_line(std::string_view text) {
  const Dateline line = find_dateline(text, std::nullopt);
  std::string words(text.substr(0, line.end));
  std::replace(words.begin(), words.end(), '\n', ' ');
  return fmt::format("{}\t{}\t{}\n", line.state.empty() ? "-" : line.state,
                     line.day ? to_text(*line.day) : "-", words);
}

}  // namespace servanda::cli
