#include "servanda/language/names.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace servanda::tables {
extern const std::string_view states_tsv;
extern const std::string_view bodies_tsv;
extern const std::string_view offices_tsv;
extern const std::string_view people_tsv;
}  // namespace servanda::tables

namespace servanda {
namespace {

std::vector<std::string_view> split(std::string_view text, char by) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = text.find(by);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

template <typename Use>
void for_each_row(std::string_view table, Use use) {
  for (std::string_view line : split(table, '\n')) {
    if (line.empty() || line.front() == '#') continue;
    use(split(line, '\t'));
  }
}

struct Entry {
  Name name;
  std::vector<std::string> words;  ///< lower case
  bool exact_case = false;         ///< short capitals ("US", "AU") must stand as they are
  std::string surface;
};

struct Office {
  std::vector<std::string> words;
  std::string kind;
  std::string role;
};

struct Holder {
  Name name;
  std::string surname;
  std::optional<Day> from;
  std::optional<Day> to;
};

std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words;
  const Document document = analyse_line(std::string(name));
  for (const Sentence& sentence : document.sentences) {
    for (const Token& token : sentence.tokens) words.push_back(token.lower);
  }
  return words;
}

/// The tables, read once; by first word, longest first.
class Gazetteer {
 public:
  static const Gazetteer& instance() {
    static const Gazetteer kInstance;
    return kInstance;
  }

  const std::vector<Entry>* starting_with(const std::string& word) const {
    const auto found = entries_.find(word);
    return found == entries_.end() ? nullptr : &found->second;
  }
  const std::vector<Office>* offices_from(const std::string& word) const {
    const auto found = offices_.find(word);
    return found == offices_.end() ? nullptr : &found->second;
  }
  const Holder* holder(std::string_view surname, std::optional<Day> day) const {
    const Holder* any = nullptr;
    const auto [begin, end] = holders_.equal_range(std::string(surname));
    for (auto it = begin; it != end; ++it) {
      const Holder& h = it->second;
      if (!day || ((!h.from || *h.from <= *day) && (!h.to || *day < *h.to))) return &h;
      any = &h;
    }
    return any;
  }
  std::string_view state_name(std::string_view code) const {
    const auto found = state_names_.find(std::string(code));
    return found == state_names_.end() ? code : std::string_view(found->second);
  }

 private:
  Gazetteer() {
    for_each_row(tables::states_tsv, [this](const auto& row) {
      if (row.size() < 4) return;
      const std::string code(row[0]);
      const std::string main(split(row[1], '|').front());
      state_names_[code] = main;
      for (const std::string_view name : split(row[1], '|'))
        add({NameKind::state, 0, 0, main, code, {}, "state"}, name);
      for (const std::string_view name : split(row[2], '|'))
        add({NameKind::people, 0, 0, main, code}, name);
      for (const std::string_view name : split(row[3], '|')) {
        const bool seat_of_power = name.find("Kremlin") != std::string_view::npos ||
                                   name.find("White House") != std::string_view::npos ||
                                   name == "Downing Street" || name == "Elysee" ||
                                   name == "Whitehall" || name == "Capitol Hill";
        std::string shown(seat_of_power ? name : std::string_view(main));
        if (shown.rfind("the ", 0) == 0) shown.erase(0, 4);
        add({NameKind::seat, 0, 0, std::move(shown), code, {}, "government"}, name);
      }
    });
    for_each_row(tables::bodies_tsv, [this](const auto& row) {
      if (row.size() < 4) return;
      Name name{NameKind::body, 0, 0, std::string(row[0])};
      name.actor_kind = row[2];
      if (row[3].rfind("org:", 0) == 0) {
        name.org = row[3].substr(4);
      } else if (row[3] != "-") {
        name.state = row[3];
      }
      add(name, row[0]);
      if (row[1] == "-") return;
      for (const std::string_view other : split(row[1], '|')) add(name, other);
    });
    for_each_row(tables::offices_tsv, [this](const auto& row) {
      if (row.size() < 3) return;
      Office office{words_of(row[0]), std::string(row[1]), std::string(row[2])};
      offices_[office.words.front()].push_back(std::move(office));
    });
    for_each_row(tables::people_tsv, [this](const auto& row) {
      if (row.size() < 7) return;
      Holder holder{{NameKind::person,
                     0,
                     0,
                     std::string(row[1]),
                     std::string(row[4]),
                     {},
                     std::string(row[2]),
                     std::string(row[3])},
                    std::string(row[0]),
                    {},
                    {}};
      if (auto from = parse_day(row[5])) holder.from = *from;
      if (auto to = parse_day(row[6])) holder.to = *to;
      holders_.emplace(holder.surname, holder);
    });
    for (auto& [word, list] : entries_) {
      std::stable_sort(list.begin(), list.end(), [](const Entry& a, const Entry& b) {
        return a.words.size() > b.words.size();
      });
    }
    for (auto& [word, list] : offices_) {
      std::stable_sort(list.begin(), list.end(), [](const Office& a, const Office& b) {
        return a.words.size() > b.words.size();
      });
    }
  }

  void add(const Name& name, std::string_view surface) {
    if (surface.empty()) return;
    Entry entry{name, words_of(surface), false, std::string(surface)};
    if (entry.words.empty()) return;
    entry.exact_case =
        entry.words.size() == 1 && surface.size() <= 4 &&
        std::none_of(surface.begin(), surface.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    entries_[entry.words.front()].push_back(std::move(entry));
  }

  std::unordered_map<std::string, std::vector<Entry>> entries_;
  std::unordered_map<std::string, std::vector<Office>> offices_;
  std::multimap<std::string, Holder> holders_;
  std::unordered_map<std::string, std::string> state_names_;
};

template <typename List>
std::size_t matches(const Sentence& sentence, std::size_t at, const List& words) {
  if (at + words.size() > sentence.tokens.size()) return 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (sentence.tokens[at + i].lower != words[i]) return 0;
  }
  return words.size();
}

/// Capitalised words that begin sentences and no names.
bool begins_no_name(std::string_view lower) {
  static const std::set<std::string, std::less<>> kWords{
      "i",          "the",        "a",         "an",       "in",       "on",       "at",
      "of",         "by",         "to",        "but",      "and",      "or",       "it",
      "its",        "he",         "she",       "they",     "his",      "her",      "their",
      "this",       "that",       "these",     "those",    "under",    "after",    "before",
      "both",       "two",        "three",     "if",       "when",     "while",    "as",
      "for",        "from",       "with",      "without",  "no",       "not",      "since",
      "until",      "once",       "article",   "articles", "also",     "asked",    "there",
      "here",       "what",       "why",       "how",      "who",      "we",       "you",
      "our",        "my",         "all",       "each",     "some",     "many",     "most",
      "last",       "next",       "earlier",   "later",    "now",      "then",     "today",
      "monday",     "tuesday",    "wednesday", "thursday", "friday",   "saturday", "sunday",
      "january",    "february",   "march",     "april",    "may",      "june",     "july",
      "august",     "september",  "october",   "november", "december", "treaty",   "agreement",
      "parliament", "government", "annex",     "protocol", "foreign",  "new"};
  return kWords.find(lower) != kWords.end();
}

bool is_name_word(const Token& token) {
  return token.capital && !token.punctuation && !token.number && !begins_no_name(token.lower);
}

/// The run of capitalised words that begins at `at` ("Kazem Jalali", "Recep Tayyip Erdogan",
/// "Bashar al-Assad"): at most four.
std::size_t person_end(const Sentence& sentence, std::size_t at) {
  std::size_t end = at;
  while (end < sentence.tokens.size() && end - at < 4) {
    const Token& token = sentence.tokens[end];
    const bool particle = end > at && (token.lower.rfind("al-", 0) == 0 || token.lower == "bin" ||
                                       token.lower == "van" || token.lower == "von" ||
                                       token.lower == "de" || token.lower == "der");
    if (!is_name_word(token) && !particle) break;
    ++end;
  }
  return end;
}

class NameFinder {
 public:
  NameFinder(const Sentence& sentence, std::optional<Day> day, std::vector<Name>& people)
      : sentence_(sentence), day_(day), people_(people) {}

  std::vector<Name> run() {
    std::size_t at = 0;
    while (at < sentence_.tokens.size()) {
      std::size_t next = take_office(at);
      if (next == at) next = take_entry(at);
      if (next == at) next = take_person(at);
      at = next == at ? at + 1 : next;
    }
    return std::move(names_);
  }

 private:
  std::size_t take_entry(std::size_t at) {
    const auto* entries = Gazetteer::instance().starting_with(sentence_.tokens[at].lower);
    if (entries == nullptr) return at;
    for (const Entry& entry : *entries) {
      const std::size_t length = matches(sentence_, at, entry.words);
      if (length == 0) continue;
      const Token& first = sentence_.tokens[at];
      const Token& last = sentence_.tokens[at + length - 1];
      // A name is capitalised somewhere; "us", "turkey" and "duma" in lower case are words.
      if (!first.capital && !last.capital) continue;
      if (entry.exact_case && first.text != entry.surface) continue;
      Name name = entry.name;
      name.begin = at;
      name.end = at + length;
      names_.push_back(std::move(name));
      return at + length;
    }
    return at;
  }

  /// "Russian President Vladimir Putin": the people before an office give the state.
  std::string state_before() const {
    if (names_.empty()) return {};
    const Name& before = names_.back();
    const bool near = before.end == office_begin_ || (before.end + 1 == office_begin_ &&
                                                      sentence_.tokens[before.end].lower == "'s");
    const bool gives = before.kind == NameKind::people || before.kind == NameKind::state ||
                       before.kind == NameKind::seat;
    return near && gives ? before.state : std::string();
  }

  std::size_t take_office(std::size_t at) {
    const auto* offices = Gazetteer::instance().offices_from(sentence_.tokens[at].lower);
    if (offices == nullptr) return at;
    for (const Office& office : *offices) {
      const std::size_t length = matches(sentence_, at, office.words);
      if (length == 0) continue;
      office_begin_ = at;
      const std::size_t name_begin = at + length;
      Name name{NameKind::person, at, name_begin, {}, state_before(), {}, office.kind, office.role};
      const std::size_t name_end = take_name_behind(name, name_begin);
      if (name_end == 0) return at;
      if (!name.state.empty() && !names_.empty() && names_.back().kind == NameKind::people &&
          names_.back().end == at) {
        name.begin = names_.back().begin;
        names_.pop_back();
      }
      name.end = name_end;
      complete(name);
      people_.push_back(name);
      names_.push_back(std::move(name));
      return name_end;
    }
    return at;
  }

  /// "Ambassador to Moscow Kazem Jalali", "President of Russia Vladimir Putin", "President Putin";
  /// gives 0 where no person follows.
  std::size_t take_name_behind(Name& name, std::size_t at) {
    std::size_t begin = at;
    if (begin + 1 < sentence_.tokens.size() &&
        (sentence_.tokens[begin].lower == "to" || sentence_.tokens[begin].lower == "of")) {
      const bool of = sentence_.tokens[begin].lower == "of";
      const auto* entries = Gazetteer::instance().starting_with(sentence_.tokens[begin + 1].lower);
      if (entries == nullptr) return 0;
      std::size_t length = 0;
      for (const Entry& entry : *entries) {
        if (entry.name.kind == NameKind::people) continue;
        length = matches(sentence_, begin + 1, entry.words);
        if (length == 0) continue;
        if (of && name.state.empty()) name.state = entry.name.state;
        if (!of)
          name.role += " to " + std::string(Gazetteer::instance().state_name(entry.name.state));
        break;
      }
      if (length == 0) return 0;
      begin += 1 + length;
    }
    if (begin < sentence_.tokens.size() && sentence_.tokens[begin].lower == ",") ++begin;
    const std::size_t end = person_end(sentence_, begin);
    if (end == begin) return 0;
    // "President of Russia and Iran's Majlis": what follows must not be a name of another kind.
    if (const auto* entries = Gazetteer::instance().starting_with(sentence_.tokens[begin].lower)) {
      for (const Entry& entry : *entries) {
        if (matches(sentence_, begin, entry.words) > 0) return 0;
      }
    }
    name.name = join(begin, end);
    return end;
  }

  std::string join(std::size_t begin, std::size_t end) const {
    std::string text;
    for (std::size_t i = begin; i < end; ++i)
      text += (i == begin ? "" : " ") + std::string(sentence_.tokens[i].text);
    return text;
  }

  /// A surname alone takes what is known of its bearer: from this document, else from the table.
  void complete(Name& name) const {
    const std::string surname =
        name.name.substr(name.name.rfind(' ') == std::string::npos ? 0 : name.name.rfind(' ') + 1);
    if (name.state.empty() || name.name == surname) {
      for (const Name& known : people_) {
        if (known.name.size() <= surname.size() || !known.name.ends_with(" " + surname)) continue;
        if (name.name == surname) name.name = known.name;
        if (name.state.empty()) name.state = known.state;
        return;
      }
      if (const Holder* holder = Gazetteer::instance().holder(surname, day_)) {
        if (name.name == surname) name.name = holder->name.name;
        if (name.state.empty()) name.state = holder->name.state;
      }
    }
  }

  /// A bare surname or full name of somebody known.
  std::size_t take_person(std::size_t at) {
    if (!is_name_word(sentence_.tokens[at])) return at;
    const std::size_t end = person_end(sentence_, at);
    for (std::size_t stop = end; stop > at; --stop) {
      const std::string text = join(at, stop);
      for (const Name& known : people_) {
        if (known.name == text || (stop == at + 1 && known.name.ends_with(" " + text))) {
          Name name = known;
          name.begin = at;
          name.end = stop;
          names_.push_back(std::move(name));
          return stop;
        }
      }
    }
    const std::string surname(sentence_.tokens[end - 1].text);
    if (const Holder* holder = Gazetteer::instance().holder(surname, day_)) {
      if (end == at + 1 || join(at, end) == holder->name.name) {
        Name name = holder->name;
        name.begin = at;
        name.end = end;
        people_.push_back(name);
        names_.push_back(std::move(name));
        return end;
      }
    }
    return take_apposition(at, end);
  }

  /// "Tatiana Mitrova of Columbia University", "Ryabkov, the deputy foreign minister, …": a full
  /// name that nobody introduced is kept as a person without a state.
  std::size_t take_apposition(std::size_t at, std::size_t end) {
    if (end < at + 2) return at;
    Name name{NameKind::person, at, end, join(at, end)};
    // "Iranian atomic energy chief Mohammad Eslami": the people named just before are his.
    if (!names_.empty() && names_.back().kind == NameKind::people && at - names_.back().end <= 5) {
      bool apart = false;
      for (std::size_t i = names_.back().end; i < at; ++i)
        apart = apart || sentence_.tokens[i].punctuation || sentence_.tokens[i].lower == "and";
      if (!apart) name.state = names_.back().state;
    }
    if (end + 2 < sentence_.tokens.size() && sentence_.tokens[end].lower == ",") {
      for (std::size_t i = end + 1; i < std::min(end + 5, sentence_.tokens.size()); ++i) {
        const auto* offices = Gazetteer::instance().offices_from(sentence_.tokens[i].lower);
        if (offices == nullptr) continue;
        for (const Office& office : *offices) {
          if (matches(sentence_, i, office.words) == 0) continue;
          name.actor_kind = office.kind;
          name.role = office.role;
          people_.push_back(name);
          names_.push_back(std::move(name));
          return end;
        }
      }
    }
    people_.push_back(name);
    names_.push_back(std::move(name));
    return end;
  }

  const Sentence& sentence_;
  std::optional<Day> day_;
  std::vector<Name>& people_;
  std::vector<Name> names_;
  std::size_t office_begin_ = 0;
};

}  // namespace

std::vector<Name> find_names(const Sentence& sentence, std::optional<Day> day,
                             std::vector<Name>& known_people) {
  return NameFinder(sentence, day, known_people).run();
}

std::string_view state_name(std::string_view code) {
  return Gazetteer::instance().state_name(code);
}

}  // namespace servanda
