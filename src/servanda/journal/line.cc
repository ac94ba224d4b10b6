#include "servanda/journal/line.h"

#include <algorithm>

namespace servanda {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

std::string_view without_end_blanks(std::string_view text) {
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

LineSplitter::LineSplitter(std::string_view text, bool begins_file) : text_(text) {
  if (begins_file && text_.substr(0, 3) == "\xEF\xBB\xBF") at_ = 3;
}

std::optional<JournalLine> LineSplitter::next() {
  if (at_ >= text_.size()) return std::nullopt;
  const std::size_t end = std::min(text_.find('\n', at_), text_.size());
  const std::string_view line = text_.substr(at_, end - at_);
  std::size_t begin = 0;
  while (begin < line.size() && is_blank(line[begin])) ++begin;
  std::size_t comment = line.size();
  bool in_quotes = false;
  for (std::size_t i = begin; i < line.size(); ++i) {
    if (in_quotes) {
      if (line[i] == '\\') {
        ++i;
      } else if (line[i] == '"') {
        in_quotes = false;
      }
    } else if (line[i] == '"') {
      in_quotes = true;
    } else if (line[i] == ';') {
      comment = i;
      break;
    }
  }
  JournalLine result;
  result.body = without_end_blanks(line.substr(begin, comment - begin));
  result.comment = without_end_blanks(line.substr(comment));
  result.offset = at_ + begin;
  result.indented = begin > 0 && (line[0] == ' ' || line[0] == '\t');
  at_ = end + 1;
  return result;
}

}  // namespace servanda
