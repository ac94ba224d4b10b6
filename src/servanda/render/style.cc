#include "servanda/render/style.h"

#include <fmt/format.h>

#include <algorithm>

#include "servanda/base/utf8.h"

namespace servanda {
namespace {

constexpr std::size_t kLabelWidth = 14;
constexpr std::size_t kMostQuotedBytes = 240;

std::string_view code_of(std::string_view paint) {
  if (paint == kStrong) return "1";
  if (paint == kQuiet) return "2";
  if (paint == kYes) return "32";
  if (paint == kNo) return "31";
  if (paint == kOpen) return "33";
  return {};
}

}  // namespace

std::string Page::painted(std::string_view text, std::string_view paint) const {
  const std::string_view code = code_of(paint);
  if (!style_.colour || code.empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

void Page::title(std::string_view text) {
  wrap("", "", text, kStrong);
}

void Page::heading(std::string_view text) {
  blank();
  wrap("", "  ", text, kStrong);
}

void Page::blank() {
  if (!text_.empty()) text_ += '\n';
}

void Page::labelled(std::string_view label, std::string_view text, std::string_view paint) {
  const std::size_t width = display_width(label);
  const std::string first =
      "  " + std::string(label) + std::string(width < kLabelWidth ? kLabelWidth - width : 1, ' ');
  wrap(first, std::string(std::max(kLabelWidth, width + 1) + 2, ' '), text, paint);
}

void Page::hanging(std::string_view first, std::string_view text, std::string_view paint) {
  wrap(first, std::string(display_width(first), ' '), text, paint);
}

void Page::stemmed(std::string_view first, std::string_view rest, std::string_view text,
                   std::string_view paint) {
  wrap(first, rest, text, paint);
}

void Page::words(std::size_t indent, const std::vector<Backing>& from) {
  for (const Backing& backing : from) {
    if (backing.words.empty()) continue;
    std::string quote = backing.words;
    std::replace(quote.begin(), quote.end(), '\n', ' ');
    if (quote.size() > kMostQuotedBytes) {
      std::size_t cut = quote.rfind(' ', kMostQuotedBytes);
      if (cut == std::string::npos) cut = kMostQuotedBytes;
      while (cut > 0 && (static_cast<unsigned char>(quote[cut]) & 0xC0U) == 0x80U) --cut;
      quote = quote.substr(0, cut) + " …";
    }
    const std::string margin(indent, ' ');
    wrap(margin, margin, "“" + quote + "”", kQuiet);
  }
}

std::string Page::references(const std::vector<Backing>& from) {
  std::string list;
  std::vector<std::size_t> shown;
  for (const Backing& backing : from) {
    auto found = std::find_if(used_.begin(), used_.end(),
                              [&](const Backing& b) { return b.source == backing.source; });
    if (found == used_.end()) {
      used_.push_back(backing);
      found = used_.end() - 1;
    }
    const auto number = static_cast<std::size_t>(found - used_.begin()) + 1;
    if (std::find(shown.begin(), shown.end(), number) != shown.end()) continue;
    shown.push_back(number);
    list += fmt::format("{}[{}]", list.empty() ? "" : " ", number);
  }
  return list;
}

void Page::wrap(std::string_view first, std::string_view rest, std::string_view text,
                std::string_view paint) {
  const std::size_t indent = display_width(rest);
  const std::size_t room =
      std::max<std::size_t>(style_.width > indent ? style_.width - indent : 0, 24);
  std::string line;
  std::size_t width = 0;
  bool head = true;
  const auto flush = [&] {
    text_ += head ? first : rest;
    text_ += painted(line, paint);
    while (!text_.empty() && text_.back() == ' ') text_.pop_back();
    text_ += '\n';
    head = false;
    line.clear();
    width = 0;
  };
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    const std::size_t cells = display_width(word);
    if (width > 0 && width + 1 + cells > room) flush();
    if (width > 0) {
      line += ' ';
      ++width;
    }
    line += word;
    width += cells;
  }
  if (width > 0 || head) flush();
}

std::string_view paint_of(Verdict verdict) {
  return verdict == Verdict::yes ? kYes : verdict == Verdict::no ? kNo : kOpen;
}

std::string_view headline_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::yes:
      return "IN FORCE";
    case Verdict::no:
      return "NOT IN FORCE";
    case Verdict::unknown:
      return "UNKNOWN";
    case Verdict::disputed:
      return "DISPUTED";
    case Verdict::ambiguous:
      return "AMBIGUOUS";
  }
  return {};
}

}  // namespace servanda
