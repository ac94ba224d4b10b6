#include "servanda/reader/relevance.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "servanda/base/table.h"
#include "servanda/language/lexicon.h"
#include "servanda/language/tokens.h"
#include "servanda/reader/tables.h"

namespace servanda {
namespace {

/// For each byte its lower case where it is a letter or a digit of ASCII, or stands in a longer
/// sequence; 0 for what ends a word.
constexpr std::array<std::uint8_t, 256> kFolded = [] {
  std::array<std::uint8_t, 256> table{};
  for (std::size_t c = 0; c < table.size(); ++c) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool inside = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
    table[c] = !inside ? std::uint8_t{0} : static_cast<std::uint8_t>(upper ? c + 0x20 : c);
  }
  return table;
}();

class WordScan {
 public:
  explicit WordScan(const std::vector<std::string>& words) {
    for (const std::string& word : words) {
      std::uint32_t hash = 0;
      for (const char c : word) hash = mixed(hash, kFolded[static_cast<unsigned char>(c)]);
      perhaps_[hash >> kShift] = true;
      words_.insert(word);
    }
  }

  std::optional<Span> find(std::string_view text, std::size_t from) const {
    std::size_t at = from;
    while (at < text.size()) {
      std::uint8_t folded = kFolded[static_cast<unsigned char>(text[at])];
      if (folded == 0) {
        ++at;
        continue;
      }
      const std::size_t begin = at;
      std::uint32_t hash = 0;
      do {
        hash = mixed(hash, folded);
        ++at;
        folded = at < text.size() ? kFolded[static_cast<unsigned char>(text[at])] : std::uint8_t{0};
      } while (folded != 0);
      if (perhaps_[hash >> kShift] && words_.contains(to_lower(text.substr(begin, at - begin))))
        return Span{begin, at};
    }
    return std::nullopt;
  }

 private:
  static std::uint32_t mixed(std::uint32_t hash, std::uint8_t byte) {
    return (hash ^ byte) * 0x9E3779B1U;
  }
  static constexpr unsigned kShift = 16;
  std::array<bool, std::size_t{1} << (32U - kShift)> perhaps_{};
  std::unordered_set<std::string> words_;
};

void add_all(std::vector<std::string>& words, std::vector<std::string> more) {
  for (std::string& one : more) words.push_back(std::move(one));
}

/// What only a treaty can undergo.
bool is_treaty_act(std::string_view act) {
  return act == "ratify" || act == "accede";
}

WordScan make_treaty_scan() {
  std::vector<std::string> words;
  for (const Row& row : table_rows(tables::forms_tsv)) {
    if (row.field(2) != "anaphor" && row.field(2) != "never") words.emplace_back(row.field(0));
  }
  for (const Row& row : table_rows(tables::short_names_tsv)) {
    std::vector<std::string_view> names = row.parts(2);
    names.push_back(row.field(0));
    for (std::string_view name : names) {
      // The longest word of a name: "START", not "New".
      std::string longest;
      for (const Token& token : tokenize(name, 0)) {
        if (token.lower.size() > longest.size()) longest = token.lower;
      }
      if (!longest.empty()) words.push_back(std::move(longest));
    }
  }
  std::unordered_set<std::string> lemmas{"denounce"};
  for (const Row& row : table_rows(tables::acts_tsv)) {
    // Not "consent", "back", "go": the verb must say it alone.
    if (is_treaty_act(row.field(0)) || (is_treaty_act(row.field(2)) && row.field(1).empty()))
      lemmas.emplace(row.field(0));
  }
  for (const std::string& lemma : lemmas) add_all(words, verb_forms(lemma));
  for (const Row& row : table_rows(tables::deeds_tsv)) {
    const bool alone = row.field(0).find(' ') == std::string_view::npos;
    if (alone && (is_treaty_act(row.field(1)) || row.field(0) == "denunciation"))
      words.emplace_back(row.field(0));
  }
  return WordScan(words);
}

/// Words that may tell an event, and what must stand soon behind them: "on" behind "called".
struct EventWords {
  static const EventWords& all() {
    static const auto* made = new EventWords();
    return *made;
  }
  std::unordered_map<std::string, std::vector<std::string>> behind;  // filled while scan is made
  WordScan scan;

 private:
  explicit EventWords(std::vector<std::string> words = {"sanction", "sanctions", "embargo",
                                                        "embargoes", "blacklist", "freeze",
                                                        "freezes", "ban", "bans", "controls",
                                                        "restrictions", "cap", "denial", "denials"})
      : scan([&] {
          for (const Row& row : table_rows(tables::events_tsv)) {
            const std::string next(split(row.field(1), ' ').empty() ? std::string_view()
                                                                    : split(row.field(1), ' ')[0]);
            for (std::string& form : verb_forms(row.field(0))) {
              behind[form].push_back(next);
              words.push_back(std::move(form));
            }
          }
          return WordScan(words);
        }()) {}
};

/// Does one of `words` stand in the next few bytes? An empty word asks for nothing.
bool soon(std::string_view text, std::size_t from, const std::vector<std::string>& words) {
  constexpr std::size_t kSoon = 32;
  std::string near = to_lower(text.substr(from, kSoon));
  near.resize(std::min(near.find_first_of(".,;!?"), near.size()));
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return near.find(word) != std::string::npos; });
}

}  // namespace

std::optional<Span> find_treaty_word(std::string_view text, std::size_t from) {
  static const auto* scan = new WordScan(make_treaty_scan());
  return scan->find(text, from);
}

std::optional<Span> find_event_word(std::string_view text, std::size_t from) {
  const EventWords& words = EventWords::all();
  while (const std::optional<Span> word = words.scan.find(text, from)) {
    const auto wanted = words.behind.find(to_lower(word->of(text)));
    if (wanted == words.behind.end() || soon(text, word->end, wanted->second)) return word;
    from = word->end;
  }
  return std::nullopt;
}

}  // namespace servanda
