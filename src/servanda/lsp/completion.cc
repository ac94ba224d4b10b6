#include "servanda/lsp/completion.h"

#include <algorithm>
#include <set>

#include "servanda/journal/keywords.h"

namespace servanda {
namespace {

using Kind = Completion::Kind;

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find_first_of(" \t,(", begin), line.size());
    words.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

/// The head of the entry that the last line of the text belongs to.
std::string_view head_before(std::string_view text) {
  std::size_t end = text.rfind('\n');
  while (end != std::string_view::npos) {
    const std::size_t before = end == 0 ? std::string_view::npos : text.rfind('\n', end - 1);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    const std::string_view line = text.substr(begin, end - begin);
    if (!line.empty() && line.front() != ' ' && line.front() != '\t' && line.front() != ';') {
      return line;
    }
    end = before;
  }
  return {};
}

class Completer {
 public:
  explicit Completer(const Register& reg) : reg_(reg) {}

  std::vector<Completion> run(std::string_view before) {
    const std::size_t line_begin =
        before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    const std::string_view line = before.substr(line_begin);
    if (!line.empty() && (line.front() == ' ' || line.front() == '\t')) {
      in_line(line, head_before(before));
    } else {
      in_head(line);
    }
    return std::move(found_);
  }

 private:
  void add(const std::vector<std::string_view>& words, Kind kind) {
    for (const std::string_view word : words) found_.push_back({std::string(word), kind});
  }

  void add_treaties() {
    std::set<std::string_view> seen;
    for (const Statement& statement : reg_.statements) {
      const auto* treaty = std::get_if<TreatyFact>(&statement.fact);
      if (treaty != nullptr && seen.insert(treaty->id).second)
        found_.push_back({treaty->id, Kind::treaty, treaty->title});
    }
  }

  void add_sources() {
    for (const Source& source : reg_.sources)
      found_.push_back(
          {source.id, Kind::source, source.title.empty() ? source.publisher : source.title});
  }

  void add_states() {
    std::set<std::string_view> seen;
    const auto see = [&](std::string_view code) {
      if (!code.empty()) seen.insert(code);
    };
    for (const Statement& statement : reg_.statements) {
      if (const auto* treaty = std::get_if<TreatyFact>(&statement.fact)) {
        for (const std::string& party : treaty->parties) see(party);
      } else if (const auto* act = std::get_if<ActFact>(&statement.fact)) {
        for (const Actor& actor : act->by) see(actor.state);
      }
    }
    for (const std::string_view code : seen) found_.push_back({std::string(code), Kind::state});
  }

  /// After a date, or at the beginning of a line.
  void add_entries(bool dated) {
    add(dated ? dated_entry_keywords() : entry_keywords(), Kind::keyword);
    if (dated) add(act_type_words(), Kind::act);
  }

  void in_head(std::string_view line) {
    std::vector<std::string_view> words = words_of(line);
    words.pop_back();  // the word under the cursor
    const bool dated =
        !words.empty() && !words[0].empty() && !(words[0][0] >= 'a' && words[0][0] <= 'z');
    if (words.empty()) return add_entries(false);
    if (dated || words[0] == "undated") words.erase(words.begin());
    if (words.empty()) return add_entries(true);
    const std::string_view entry = words[0];
    const std::string_view last = words.back();
    if (words.size() == 1) {
      if (entry == "incomplete") return add({"acts"}, Kind::keyword);
      if (entry == "source" || entry == "include" || entry == "quantity" || entry == "project" ||
          entry == "event" || entry == "group" || entry == "treaty") {
        return;
      }
      if (entry == "pathway") return add_states();
      return add_treaties();
    }
    if (entry == "incomplete") return last == "of" ? add_states() : add_treaties();
    if (entry == "assert") {
      add({"in-force", "not-in-force", "unknown", "disputed", "ambiguous", "on", "known"},
          Kind::word);
      return add_states();
    }
    if (entry == "relation") {
      if (words.size() == 2) return add(relation_type_words(), Kind::word);
      return add_treaties();
    }
    if (entry == "claim" || entry == "deny") {
      if (words.size() == 2) return add(claimed_status_words(), Kind::word);
      add({"of", "from", "until", "by"}, Kind::keyword);
      return add_states();
    }
    if (!find_act_type(entry)) return;
    if (last == "of" || last == "undo") return add(act_type_words(), Kind::act);
    add({"by", "with", "to", "at", "of", "undo", "whom", "as", "article", "for", "until", "effect",
         "if", "unauthorised", "provisions"},
        Kind::keyword);
    add_states();
  }

  void in_line(std::string_view line, std::string_view head) {
    std::vector<std::string_view> words = words_of(line.substr(
        line.find_first_not_of(" \t") == std::string_view::npos ? line.size()
                                                                : line.find_first_not_of(" \t")));
    words.pop_back();
    const std::string_view entry = head.substr(0, head.find_first_of(" \t"));
    if (words.empty()) return add(line_keywords(entry), Kind::keyword);
    const std::string_view key = words[0];
    if (key == "from") return add_sources();
    if (key == "parties" || key == "member" || key == "says" || key == "via") return add_states();
    if (key == "consent") return add(consent_words(), Kind::word);
    if (key == "authority") return add(authority_words(), Kind::word);
    if (key == "stance") return add(stance_words(), Kind::word);
    if (key == "replaces") return add_treaties();
    if (key == "station" && words.size() == 1) return add(act_type_words(), Kind::act);
    if (key == "disclosed") return add({"yes", "no"}, Kind::word);
    if (key == "partial-consent") return add({"permitted", "choice"}, Kind::word);
    if (key == "reservations") return add({"prohibited", "permitted", "listed"}, Kind::word);
  }

  const Register& reg_;
  std::vector<Completion> found_;
};

}  // namespace

std::vector<Completion> complete_journal(std::string_view before, const Register& reg) {
  return Completer(reg).run(before);
}

}  // namespace servanda
