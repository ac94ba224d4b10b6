#include "servanda/reader/provenance.h"

#include <algorithm>
#include <array>
#include <vector>

#include "servanda/base/table.h"
#include "servanda/language/dates_in_text.h"

namespace servanda {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// `digits` figures at `at`, and no more of them.
std::optional<int> figures(std::string_view text, std::size_t at, std::size_t digits) {
  if (at + digits > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = at; i < at + digits; ++i) {
    if (!is_digit(text[i])) return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

std::optional<Day> day_at(std::string_view name, std::size_t at) {
  const bool apart = at + 4 < name.size() && (name[at + 4] == '-' || name[at + 4] == '_');
  const std::size_t step = apart ? 3 : 2;
  const std::size_t first = at + (apart ? 5 : 4);
  const std::optional<int> year = figures(name, at, 4);
  const std::optional<int> month = figures(name, first, 2);
  const std::optional<int> day = figures(name, first + step, 2);
  if (!year || !month || !day) return std::nullopt;
  if (apart && name[first + 2] != name[at + 4]) return std::nullopt;
  const std::size_t end = first + step + 2;
  if (end < name.size() && is_digit(name[end])) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok() || *year < 1800 || *year > 2200) return std::nullopt;
  return Day(date);
}

std::optional<Day> day_in_name(std::string_view name) {
  for (std::size_t at = 0; at + 8 <= name.size(); ++at) {
    if (at > 0 && is_digit(name[at - 1])) continue;
    if (const std::optional<Day> day = day_at(name, at)) return day;
  }
  return std::nullopt;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

/// A whole day, as figures or in words.
std::optional<Day> day_of(std::string_view text) {
  if (const Result<Day> day = parse_day(text)) return *day;
  if (text.size() >= 10) {
    // "2025-03-26T10:00Z"
    if (const Result<Day> day = parse_day(text.substr(0, 10))) return *day;
  }
  DatesOptions options;
  options.language = guess_language(text);
  options.phrase_alone = true;
  options.dateline = false;
  for (const DateInText& found : find_dates(text, options)) {
    if (found.date && found.date->day()) return found.date->day();
  }
  return std::nullopt;
}

/// "Date: 26 March 2025": the word before the colon, in lower case, and what stands behind it.
std::optional<std::pair<std::string, std::string_view>> header(std::string_view line) {
  constexpr std::size_t kLongest = 20;
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > kLongest) return std::nullopt;
  return std::pair(to_lower(trimmed(line.substr(0, colon))), trimmed(line.substr(colon + 1)));
}

void take_header(Provenance& known, const std::string& name, std::string_view value) {
  static constexpr auto kDays =
      std::to_array<std::string_view>({"date", "published", "published on", "publication date",
                                       "posted", "updated", "дата", "опубликовано", "fecha"});
  static constexpr auto kPublishers = std::to_array<std::string_view>(
      {"source", "publisher", "agency", "outlet", "источник", "fuente"});
  const auto one_of = [&](const auto& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  if (one_of(kDays) && !known.published) known.published = day_of(value);
  if (one_of(kPublishers) && known.publisher.empty() && value.size() < 80) known.publisher = value;
  if ((name == "lang" || name == "language") && value.size() <= 5) known.language = value;
}

}  // namespace

void Provenance::complete(const Provenance& other) {
  if (!published) published = other.published;
  if (publisher.empty()) publisher = other.publisher;
  if (language.empty()) language = other.language;
  if (title.empty()) title = other.title;
}

Provenance provenance_of(std::string_view file_name, std::string_view utf8) {
  constexpr int kLines = 8;
  constexpr std::size_t kReach = 2000;
  Provenance known;
  std::string_view head = utf8.substr(0, kReach);
  for (int i = 0; i < kLines && !head.empty(); ++i) {
    const std::size_t end = std::min(head.find('\n'), head.size());
    if (const auto found = header(head.substr(0, end)))
      take_header(known, found->first, found->second);
    head.remove_prefix(std::min(end + 1, head.size()));
  }
  if (!known.published) known.published = day_in_name(file_name);
  return known;
}

Result<std::map<std::string, Provenance, std::less<>>> read_provenance_list(std::string_view tsv) {
  std::map<std::string, Provenance, std::less<>> list;
  std::vector<std::string_view> columns;
  for (std::string_view line : split(tsv, '\n')) {
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty()) continue;
    const std::vector<std::string_view> cells = split(line, '\t');
    if (columns.empty()) {
      columns = cells;
      if (std::find(columns.begin(), columns.end(), "file") == columns.end()) {
        return Error{Code::parse, "the list of documents has no column \"file\"",
                     "columns: file, published, publisher, lang, separated by tabs"};
      }
      continue;
    }
    const auto cell = [&](std::string_view name) -> std::string_view {
      for (std::size_t i = 0; i < columns.size() && i < cells.size(); ++i) {
        if (columns[i] == name) return trimmed(cells[i]);
      }
      return {};
    };
    Provenance one;
    if (!cell("published").empty()) one.published = day_of(cell("published"));
    one.publisher = cell("publisher");
    one.language = cell("lang");
    one.title = cell("title");
    list[std::string(cell("file"))] = std::move(one);
  }
  return list;
}

}  // namespace servanda
