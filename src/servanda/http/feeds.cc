// Feeds: coming days for calendars, what changed for feed readers; of everything, a treaty, a
// state, or what a search finds.

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "servanda/http/answers.h"
#include "servanda/query/overview.h"
#include "servanda/query/watch.h"
#include "servanda/render/overview.h"
#include "servanda/render/watch.h"

namespace servanda {
namespace {

constexpr std::chrono::days kFeedBack{30};
constexpr int kCalendarYears = 5;
constexpr std::size_t kMostHits = 1000;

/// "treaties", "states", "search", or nothing: what stands between "feeds" and the file.
std::string scope_of(const Asked& asked) {
  return asked.target.segments.size() > 2 ? asked.target.segments[1] : "";
}

/// Which treaties the feed is about; nothing: all of them.
Result<std::optional<std::set<std::string>>> treaties_of(const Asked& asked) {
  std::set<std::string> ids;
  const std::string scope = scope_of(asked);
  if (scope == "states") {
    SERVANDA_ASSIGN_OR_RETURN(const std::vector<ListedTreaty> list,
                              ask_state(asked.reg, asked.names[0], asked.on, asked.known));
    for (const ListedTreaty& treaty : list) ids.insert(treaty.id);
  } else if (scope == "search") {
    SERVANDA_ASSIGN_OR_RETURN(SearchQuestion question, search_of(asked));
    question.limit = kMostHits;
    SERVANDA_ASSIGN_OR_RETURN(const SearchAnswer found, asked.holdings.search(question));
    for (const SearchHit& hit : found.hits) ids.insert(hit.treaty);
  } else {
    return std::optional<std::set<std::string>>();
  }
  return std::optional(std::move(ids));
}

template <typename Item>
Status keep_only(std::vector<Item>& items, const Asked& asked) {
  SERVANDA_ASSIGN_OR_RETURN(const std::optional<std::set<std::string>> ids, treaties_of(asked));
  if (ids) std::erase_if(items, [&](const Item& item) { return ids->count(item.treaty) == 0; });
  return Done{};
}

/// What the feed is called in a calendar or a feed reader.
std::string title_of(const Asked& asked, const std::string& what) {
  std::string about;
  if (scope_of(asked) == "search") {
    for (const auto& [name, value] : asked.target.query)
      about += (about.empty() ? "" : ", ") + (name == "q" ? value : name + " " + value);
  } else if (!asked.names.empty()) {
    about = name_of(asked.names[0]).empty() ? asked.names[0] : name_of(asked.names[0]);
  }
  return about.empty() ? fmt::format("Servanda: {}", what)
                       : fmt::format("Servanda: {}, {}", what, about);
}

}  // namespace

Result<Answer> answer_calendar(const Asked& asked) {
  const std::string treaty = scope_of(asked) == "treaties" ? asked.names[0] : "";
  SERVANDA_ASSIGN_OR_RETURN(std::vector<ComingDay> days,
                            ask_next(asked.reg, treaty, asked.today,
                                     add(asked.today, {12 * kCalendarYears, 0}).day, asked.known));
  SERVANDA_RETURN_IF_ERROR(keep_only(days, asked));
  return Answer{"text/calendar; charset=utf-8",
                days_to_calendar(days, title_of(asked, "what falls due"), asked.today)};
}

Result<Answer> answer_atom(const Asked& asked) {
  const std::string treaty = scope_of(asked) == "treaties" ? asked.names[0] : "";
  SERVANDA_ASSIGN_OR_RETURN(std::vector<NewsItem> news,
                            ask_news(asked.reg, treaty, asked.today - kFeedBack, asked.today));
  SERVANDA_RETURN_IF_ERROR(keep_only(news, asked));
  std::string self = asked.target.path;
  char separator = '?';
  for (const auto& [name, value] : asked.target.query) {
    self += separator + percent_encoded(name) + "=" + percent_encoded(value);
    separator = '&';
  }
  return Answer{
      "application/atom+xml; charset=utf-8",
      news_to_atom(news, title_of(asked, "what changed"), self, "/treaties/", asked.today)};
}

}  // namespace servanda
