#include "servanda/reader/view.h"

#include <algorithm>
#include <array>

namespace servanda {
namespace {

struct CommonBody {
  std::string_view words;
  std::string_view kind;
};

constexpr std::array<CommonBody, 26> kCommonBodies{{
    {"lower house of parliament", "chamber"},
    {"upper house of parliament", "chamber"},
    {"lower house", "chamber"},
    {"upper house", "chamber"},
    {"lower chamber", "chamber"},
    {"upper chamber", "chamber"},
    {"parliament", "legislature"},
    {"legislature", "legislature"},
    {"lawmakers", "legislature"},
    {"legislators", "legislature"},
    {"congress", "legislature"},
    {"senate", "chamber"},
    {"senators", "chamber"},
    {"cabinet", "government"},
    {"government", "government"},
    {"authorities", "government"},
    {"foreign ministry", "ministry"},
    {"defence ministry", "ministry"},
    {"defense ministry", "ministry"},
    {"foreign ministry officials", "official"},
    {"officials", "official"},
    {"diplomats", "official"},
    {"delegation", "official"},
    {"side", "government"},
    {"national assembly", "legislature"},
    {"supreme court", "court"},
}};

}  // namespace

bool SentenceView::says(std::size_t i, std::string_view words) const {
  while (!words.empty()) {
    const std::size_t blank = std::min(words.find(' '), words.size());
    if (lower(i) != words.substr(0, blank)) return false;
    words.remove_prefix(std::min(blank + 1, words.size()));
    ++i;
  }
  return true;
}

std::optional<std::size_t> SentenceView::find(std::string_view words, std::size_t from,
                                              std::size_t to) const {
  for (std::size_t i = from; i < std::min(to, tokens().size()); ++i) {
    if (says(i, words)) return i;
  }
  return std::nullopt;
}

const Name* SentenceView::name_at(std::size_t token) const {
  for (const Name& name : names) {
    if (name.begin <= token && token < name.end) return &name;
  }
  return nullptr;
}

bool SentenceView::in_treaty(std::size_t token) const {
  return std::any_of(treaties.begin(), treaties.end(),
                     [&](const TreatyMention& m) { return m.begin <= token && token < m.end; });
}

std::string SentenceView::text(const std::string& document, std::size_t begin,
                               std::size_t end) const {
  if (begin >= end || begin >= tokens().size()) return {};
  const Span span{tokens()[begin].span.begin,
                  tokens()[std::min(end, tokens().size()) - 1].span.end};
  std::string text(span.of(document));
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

Actor actor_of(const Name& name) {
  Actor actor{name.name, name.state, name.org, find_actor_kind(name.actor_kind), name.role};
  if (name.kind == NameKind::state && !actor.kind) actor.kind = ActorKind::state;
  return actor;
}

void add_common_bodies(SentenceView& view, const std::string& document, std::string& last_state) {
  std::vector<Name> names;
  std::size_t next_name = 0;
  for (std::size_t i = 0; i < view.tokens().size(); ++i) {
    while (next_name < view.names.size() && view.names[next_name].begin < i) ++next_name;
    if (next_name < view.names.size() && view.names[next_name].begin == i) {
      const Name& name = view.names[next_name];
      if (!name.state.empty() && name.kind != NameKind::person) last_state = name.state;
      names.push_back(name);
      i = name.end - 1;
      continue;
    }
    for (const CommonBody& body : kCommonBodies) {
      if (!view.says(i, body.words)) continue;
      const auto length =
          static_cast<std::size_t>(std::count(body.words.begin(), body.words.end(), ' ')) + 1;
      Name made{NameKind::body, i, i + length, {}};
      made.actor_kind = body.kind;
      // "Iran's parliament", "Russian lawmakers"; "the upper house" is of the state named last.
      std::size_t before = i;
      if (before > 0 && view.lower(before - 1) == "'s") --before;
      const bool owned = !names.empty() && names.back().end == before &&
                         names.back().kind != NameKind::person &&
                         names.back().kind != NameKind::body;
      if (owned) {
        made.begin = names.back().begin;
        made.state = names.back().state;
        names.pop_back();
      } else if (((i > 0 && view.lower(i - 1) == "the") || view.tokens()[i].capital) &&
                 !last_state.empty() && body.words != "side" && body.words != "officials" &&
                 body.words != "delegation") {
        made.state = last_state;
      } else {
        break;
      }
      made.name = view.text(document, made.begin, made.end);
      names.push_back(std::move(made));
      i += length - 1;
      break;
    }
  }
  view.names = std::move(names);
}

std::vector<std::vector<std::string>> table_rows(std::string_view table) {
  std::vector<std::vector<std::string>> rows;
  while (!table.empty()) {
    const std::size_t end = std::min(table.find('\n'), table.size());
    std::string_view line = table.substr(0, end);
    table.remove_prefix(std::min(end + 1, table.size()));
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string> row;
    while (true) {
      const std::size_t tab = line.find('\t');
      row.emplace_back(line.substr(0, tab));
      if (tab == std::string_view::npos) break;
      line.remove_prefix(tab + 1);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace servanda
