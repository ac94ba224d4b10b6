#include "servanda/base/text.h"

#include <fmt/format.h>

#include <algorithm>

#include "servanda/base/utf8.h"

namespace servanda {

SourceText::SourceText(std::string name, std::string text)
    : name_(std::move(name)), text_(std::move(text)) {
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n' && i + 1 < text_.size()) line_starts_.push_back(i + 1);
  }
}

Position SourceText::position(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto line = static_cast<std::size_t>(after - line_starts_.begin());
  const std::size_t start = line_starts_[line - 1];
  return {line, 1 + count_code_points(std::string_view(text_).substr(start, offset - start))};
}

std::string_view SourceText::line(std::size_t number) const {
  if (number == 0 || number > line_starts_.size()) return {};
  const std::size_t begin = line_starts_[number - 1];
  std::size_t end = number < line_starts_.size() ? line_starts_[number] : text_.size();
  while (end > begin && (text_[end - 1] == '\n' || text_[end - 1] == '\r')) --end;
  return std::string_view(text_).substr(begin, end - begin);
}

namespace {

// A terminal shows about this much of a line without wrapping.
constexpr std::size_t kShownBytes = 160;
// What ill-formed bytes are shown as.
constexpr char32_t kReplacement = 0xFFFD;

/// The line as shown: control characters made blanks (a terminal would obey them), cut around
/// [begin, end).
void append_excerpt(std::string& out, const SourceText& source, Span span) {
  const Position at = source.position(span.begin);
  std::string_view line = source.line(at.line);
  const auto begin_in_line =
      std::min(static_cast<std::size_t>(source.text().data() +
                                        std::min(span.begin, source.text().size()) - line.data()),
               line.size());
  std::size_t from = begin_in_line > kShownBytes / 2 ? begin_in_line - kShownBytes / 2 : 0;
  std::size_t to = std::min(line.size(), from + kShownBytes);
  auto inside_character = [&](std::size_t i) {
    return i > 0 && i < line.size() && (static_cast<unsigned char>(line[i]) & 0xC0U) == 0x80U;
  };
  while (inside_character(from)) ++from;
  while (inside_character(to)) ++to;
  std::string shown;
  std::string under;
  const std::size_t end_in_line = std::min(begin_in_line + std::max<std::size_t>(span.size(), 1),
                                           std::max(to, begin_in_line + 1));
  std::size_t carets = 0;
  for (std::size_t i = from; i < to;) {
    const CodePoint point = code_point_at(line, i);
    const bool control = point.value < 0x20 || (point.value >= 0x7F && point.value < 0xA0);
    const bool broken = point.value == kReplacement;
    const std::string_view piece = control  ? std::string_view(" ")
                                   : broken ? std::string_view("\uFFFD")
                                            : line.substr(i, point.next - i);
    const std::size_t width = control || broken ? 1 : display_width(piece);
    shown.append(piece);
    if (i < begin_in_line) {
      under.append(width, ' ');
    } else if (i < end_in_line) {
      under.append(width, '^');
      carets += width;
    }
    i = point.next;
  }
  if (carets == 0) under.push_back('^');
  out += fmt::format("{:>5} | {}{}{}\n", at.line, from > 0 ? "…" : "", shown,
                     to < line.size() ? "…" : "");
  out += fmt::format("{:>5} | {}{}\n", "", from > 0 ? " " : "", under);
}

}  // namespace

std::string describe(const Diagnostic& diagnostic, const SourceText& source) {
  const Position at = source.position(diagnostic.span.begin);
  std::string out =
      fmt::format("{}:{}:{}: {}: {}\n", source.name(), at.line, at.column,
                  diagnostic.severity == Severity::error ? "error" : "warning", diagnostic.message);
  append_excerpt(out, source, diagnostic.span);
  if (!diagnostic.expected.empty()) {
    out += fmt::format("        expected: {}\n", diagnostic.expected);
  }
  for (const auto& note : diagnostic.notes) {
    const SourceText& other = note.source != nullptr ? *note.source : source;
    const Position there = other.position(note.span.begin);
    out +=
        fmt::format("{}:{}:{}: note: {}\n", other.name(), there.line, there.column, note.message);
    append_excerpt(out, other, note.span);
  }
  return out;
}

std::string_view closest(std::string_view word, const std::vector<std::string_view>& candidates) {
  std::string_view best;
  std::size_t best_distance = word.size() < 4 ? 1 : (word.size() < 8 ? 2 : 3);
  ++best_distance;  // strictly better than the first one too far
  std::vector<std::size_t> before, last, row;
  for (std::string_view candidate : candidates) {
    const std::size_t n = word.size(), m = candidate.size();
    if ((n > m ? n - m : m - n) >= best_distance || m == 0) continue;
    // Optimal string alignment: edits, and swaps of neighbours.
    before.assign(m + 1, 0);
    last.assign(m + 1, 0);
    row.assign(m + 1, 0);
    for (std::size_t j = 0; j <= m; ++j) last[j] = j;
    for (std::size_t i = 1; i <= n; ++i) {
      row[0] = i;
      for (std::size_t j = 1; j <= m; ++j) {
        row[j] = std::min({last[j] + 1, row[j - 1] + 1,
                           last[j - 1] + (word[i - 1] == candidate[j - 1] ? 0U : 1U)});
        if (i > 1 && j > 1 && word[i - 1] == candidate[j - 2] && word[i - 2] == candidate[j - 1]) {
          row[j] = std::min(row[j], before[j - 2] + 1);
        }
      }
      before = last;
      std::swap(last, row);
    }
    if (last[m] < best_distance && last[m] < std::max(n, m)) {
      best_distance = last[m];
      best = candidate;
    }
  }
  return best;
}

}  // namespace servanda
