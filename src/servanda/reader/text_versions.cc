#include "servanda/reader/text_versions.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>

namespace servanda {
namespace {

struct Language {
  std::string_view code;
  std::array<std::string_view, 6> words;
};
constexpr std::array<Language, 4> kLanguages{{
    {"en", {"the", "of", "shall", "and", "this", "by"}},
    {"fr", {"les", "des", "du", "et", "le", "par"}},
    {"es", {"los", "del", "el", "y", "las", "por"}},
    {"ru", {"и", "в", "на", "с", "или", "для"}},
}};
constexpr std::size_t kNone = kLanguages.size();

using Counts = std::array<std::size_t, kLanguages.size()>;

/// A word of at most eight bytes as one number.
constexpr std::uint64_t packed(std::string_view word) {
  std::uint64_t key = 0;
  for (const char c : word) key = key << 8U | static_cast<unsigned char>(c);
  return key;
}
constexpr std::size_t kLongestWord = 6;  // bytes

/// How many small words of each language stand between blanks, in one pass.
Counts small_words(std::string_view text) {
  static constexpr auto kKeys = [] {
    std::array<std::array<std::uint64_t, 6>, kLanguages.size()> keys{};
    for (std::size_t i = 0; i < kLanguages.size(); ++i) {
      for (std::size_t w = 0; w < kLanguages[i].words.size(); ++w)
        keys[i][w] = packed(kLanguages[i].words[w]);
    }
    return keys;
  }();
  Counts counts{};
  std::size_t blank = text.find(' ');
  while (blank != std::string_view::npos) {
    const std::size_t begin = blank + 1;
    blank = text.find(' ', begin);
    if (blank == std::string_view::npos || blank == begin || blank - begin > kLongestWord) continue;
    const std::uint64_t key = packed(text.substr(begin, blank - begin));
    for (std::size_t i = 0; i < counts.size(); ++i)
      counts[i] += static_cast<std::size_t>(std::count(kKeys[i].begin(), kKeys[i].end(), key));
  }
  return counts;
}

/// The language with most small words, `margin` ahead of every other; kNone without one.
std::size_t language_at(std::string_view text, std::size_t margin) {
  const Counts counts = small_words(text);
  const auto most =
      static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (i != most && counts[i] + margin > counts[most]) return kNone;
  }
  return counts[most] >= margin ? most : kNone;
}

struct Stretch {
  std::size_t language;
  Span bytes;
};

/// The border between two stretches, set by windows, moves to the line where the words turn.
void move_border(std::string_view text, const std::vector<Span>& lines, Stretch& before,
                 Stretch& after) {
  if (before.language == kNone || after.language == kNone) return;
  constexpr std::size_t kAround = 700;  // bytes on either side
  const std::size_t from =
      std::max(before.bytes.begin, after.bytes.begin - std::min(after.bytes.begin, kAround));
  const std::size_t until = std::min(after.bytes.end, after.bytes.begin + kAround);
  auto line = std::lower_bound(lines.begin(), lines.end(), until,
                               [](Span one, std::size_t at) { return one.begin < at; });
  long sum = 0;
  long best = 0;
  std::size_t border = after.bytes.begin;
  bool first = true;
  while (line != lines.begin()) {
    --line;
    if (line->begin < from) break;
    const Counts counts = small_words(line->of(text));
    sum += static_cast<long>(counts[after.language]) - static_cast<long>(counts[before.language]);
    if (first || sum >= best) {
      best = sum;
      border = line->begin;
      first = false;
    }
  }
  before.bytes.end = border;
  after.bytes.begin = border;
}

std::vector<Span> lines_with_text(std::string_view text) {
  std::vector<Span> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (text.substr(begin, end - begin).find_first_not_of(" \t\r\f") != std::string_view::npos)
      lines.push_back({begin, end});
    begin = end + 1;
  }
  return lines;
}

void blank_out(std::string& text, Span span) {
  for (std::size_t i = span.begin; i < span.end; ++i) {
    if (text[i] != '\n') text[i] = ' ';
  }
}

/// Where the right column begins in most lines that have two; 0 for a text of one column. Counted
/// in code points, as the eye does.
struct Columns {
  std::size_t right = 0;
};

/// Offset of the gap's end in the line, and its place in code points; npos without a gap of three
/// blanks within the line.
std::pair<std::size_t, std::size_t> gap_in(std::string_view line, std::size_t from) {
  std::size_t points = 0;
  bool text_before = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if ((static_cast<unsigned char>(line[at]) & 0xC0U) != 0x80U) ++points;
    if (line[at] != ' ') {
      text_before = true;
      continue;
    }
    std::size_t end = at;
    while (end < line.size() && line[end] == ' ') ++end;
    if (end - at >= 3 && end < line.size() && (text_before || at == 0) &&
        points + (end - at) > from) {
      return {end, points + (end - at) - 1};
    }
    points += end - at - 1;
    at = end - 1;
  }
  return {std::string_view::npos, 0};
}

/// Two languages side by side: each line's right part begins at about the same place.
std::vector<TextVersion> columns_of(std::string_view text, const std::vector<Span>& lines) {
  // Most texts have one column: a look at some lines tells.
  constexpr std::size_t kLook = 200;
  std::size_t looked_with_gap = 0;
  for (std::size_t i = 0; i < std::min(kLook, lines.size()); ++i) {
    if (gap_in(lines[i].of(text), 12).first != std::string_view::npos) ++looked_with_gap;
  }
  if (looked_with_gap * 2 < std::min(kLook, lines.size())) return {};
  std::map<std::size_t, std::size_t> places;
  std::size_t with_gap = 0;
  for (const Span line : lines) {
    const auto [end, place] = gap_in(line.of(text), 12);
    if (end == std::string_view::npos) continue;
    ++with_gap;
    ++places[place];
  }
  if (with_gap < 20 || with_gap * 10 < lines.size() * 6) return {};
  std::size_t best = 0;
  std::size_t most = 0;
  for (const auto& [place, count] : places) {
    std::size_t near = 0;
    for (auto other = places.lower_bound(place > 1 ? place - 1 : 0);
         other != places.end() && other->first <= place + 1; ++other) {
      near += other->second;
    }
    if (near > most) most = near, best = place;
  }
  if (most * 10 < with_gap * 6) return {};
  std::string left(text);
  std::string right(text);
  for (const Span line : lines) {
    const auto [end, place] = gap_in(line.of(text), best > 4 ? best - 4 : 0);
    const bool two = end != std::string_view::npos && place <= best + 4;
    const std::size_t cut = two ? line.begin + end : line.end;
    blank_out(left, {cut, line.end});
    blank_out(right, {line.begin, cut});
  }
  const std::size_t a = language_at(left, 5);
  const std::size_t b = language_at(right, 5);
  if (a == kNone || b == kNone || a == b) return {};
  const Span whole{lines.front().begin, lines.back().end};
  return {{std::string(kLanguages[a].code), std::move(left), whole},
          {std::string(kLanguages[b].code), std::move(right), whole}};
}

}  // namespace

std::string language_of(std::string_view text) {
  constexpr std::size_t kSample = 8000;
  const std::size_t language = language_at(text.substr(0, kSample), 1);
  return language == kNone ? "en" : std::string(kLanguages[language].code);
}

std::vector<TextVersion> versions_of(std::string_view text) {
  constexpr std::size_t kWindow = 300;  // bytes that are judged together
  constexpr std::size_t kSmallest = 600;
  const std::vector<Span> lines = lines_with_text(text);
  if (lines.empty()) return {};
  if (std::vector<TextVersion> columns = columns_of(text, lines); !columns.empty()) return columns;
  // A version is no small part of the text: samples tell whether there is a second language.
  constexpr std::size_t kSamples = 32;
  if (text.size() > kSamples * kWindow * 2) {
    std::size_t first = kNone;
    bool second = false;
    for (std::size_t i = 0; i < kSamples && !second; ++i) {
      const std::size_t begin = lines[lines.size() * i / kSamples].begin;
      const std::size_t language = language_at(text.substr(begin, kWindow * 2), 3);
      if (first == kNone) first = language;
      second = language != kNone && language != first;
    }
    if (!second) return {};
  }
  // Lines are judged in windows; a window of no clear language goes with what stands before it.
  std::vector<Stretch> stretches;
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t end = i;
    while (end < lines.size() && lines[end].end - lines[i].begin < kWindow) ++end;
    end = std::max(end, i + 1);
    const Span window{lines[i].begin, lines[end - 1].end};
    const std::size_t language = language_at(window.of(text), 3);
    i = end;
    if (!stretches.empty() && (language == kNone || stretches.back().language == language ||
                               stretches.back().language == kNone)) {
      if (stretches.back().language == kNone) stretches.back().language = language;
      stretches.back().bytes.end = window.end;
    } else {
      stretches.push_back({language, window});
    }
  }
  for (std::size_t i = 1; i < stretches.size(); ++i)
    move_border(text, lines, stretches[i - 1], stretches[i]);
  // Short ones are quotations: they go with what stands before them.
  std::vector<Stretch> versions;
  for (const Stretch& one : stretches) {
    const bool small = one.bytes.size() < kSmallest || one.language == kNone;
    if (!versions.empty() && (small || versions.back().language == one.language)) {
      versions.back().bytes.end = one.bytes.end;
    } else if (!small) {
      versions.push_back(one);
      if (versions.size() == 1) versions.front().bytes.begin = 0;
    }
  }
  if (versions.size() < 2) return {};
  versions.back().bytes.end = text.size();
  // One version a language; more turns than languages are no versions but a mixture.
  std::vector<TextVersion> out;
  for (const Stretch& one : versions) {
    for (const TextVersion& before : out) {
      if (before.language == kLanguages[one.language].code) return {};
    }
    std::string masked(text);
    blank_out(masked, {0, one.bytes.begin});
    blank_out(masked, {one.bytes.end, masked.size()});
    out.push_back({std::string(kLanguages[one.language].code), std::move(masked), one.bytes});
  }
  return out;
}

}  // namespace servanda
