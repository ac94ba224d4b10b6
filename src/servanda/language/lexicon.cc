#include "servanda/language/lexicon.h"

#include <array>
#include <unordered_map>
#include <utility>

#include "servanda/base/table.h"
#include "servanda/language/tables.h"

namespace servanda {
namespace {

struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};
using Words = std::unordered_map<std::string, WordInfo, Hash, std::equal_to<>>;

constexpr std::array<std::pair<std::string_view, std::uint32_t>, 15> kClassNames = {{
    {"det", kDeterminer},
    {"prep", kPreposition},
    {"conj", kConjunction},
    {"subord", kSubordinator},
    {"rel", kRelative},
    {"pron", kPronoun},
    {"be", kBe},
    {"have", kHave},
    {"do", kDo},
    {"modal", kModal},
    {"neg", kNegation},
    {"to", kTo},
    {"adv", kAdverb},
    {"noun", kNounOnly},
    {"adj", kAdjective},
}};

bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/// Final consonants that are written twice before -ed and -ing.
bool doubles(std::string_view lemma) {
  static constexpr std::array kDoubling = {
      "ban",    "bar",     "cut",     "drop",   "get",      "hit",   "let",      "plan",   "put",
      "quit",   "run",     "set",     "shut",   "stop",     "win",   "refer",    "defer",  "confer",
      "commit", "admit",   "permit",  "submit", "transmit", "omit",  "compel",   "expel",  "cancel",
      "label",  "propel",  "control", "travel", "transfer", "occur", "initial",  "level",  "scrap",
      "rebut",  "ship",    "slip",    "strip",  "step",     "swap",  "begin",    "regret", "rid",
      "model",  "quarrel", "fulfil",  "signal", "rival",    "total", "concur",   "incur",  "recur",
      "acquit", "abet",    "disbar",  "embed",  "equip",    "repel", "impel",    "deter",  "infer",
      "befit",  "annul",   "distil",  "enrol",  "instil",   "rebel", "parallel", "dispel", "excel",
      "flag",   "snub",    "pet",     "shun",   "shrug",    "spur",  "stem",     "stir",   "wed",
      "whet",   "plug",    "pin",     "rip",    "sap",      "slam",  "spar",     "top",    "trim",
      "wrap",   "nod",     "pen",     "allot",  "peg",      "trap"};
  for (const char* word : kDoubling) {
    if (lemma == word) return true;
  }
  return false;
}

void add(Words& words, std::string word, std::string_view lemma, std::uint8_t form, bool nounish) {
  WordInfo& info = words[std::move(word)];
  info.forms |= form;
  if (info.lemma.empty()) info.lemma = lemma;
  info.nounish = info.nounish || nounish;
}

void add_verb(Words& words, const Row& row) {
  const std::string_view lemma = row.field(0);
  const bool nounish = row.field(3) == "n";
  add(words, std::string(lemma), lemma, kBase, nounish);
  add(words, inflect(lemma, kThird), lemma, kThird, nounish);
  add(words, inflect(lemma, kIng), lemma, kIng, false);
  const std::string_view past = row.field(1);
  const std::string_view participle = row.field(2);
  const std::string regular = inflect(lemma, kPast);
  const std::string past_form = past == "=" ? regular : std::string(past);
  add(words, past_form, lemma, kPast, false);
  add(words, participle == "=" ? past_form : std::string(participle), lemma, kParticiple, false);
  // British and American spellings of the same form ("initialled", "initialed").
  if (past == "=" && lemma.ends_with('l') && doubles(lemma)) {
    add(words, std::string(lemma) + "ed", lemma, kPast | kParticiple, false);
    add(words, std::string(lemma) + "ing", lemma, kIng, false);
  }
}

Words load() {
  Words words;
  words.reserve(8192);
  for (const Row& row : table_rows(tables::words_tsv)) {
    std::uint32_t bit = 0;
    for (const auto& [name, value] : kClassNames) {
      if (row.field(0) == name) bit = value;
    }
    for (std::string_view word : split(row.field(1), ' ')) words[std::string(word)].classes |= bit;
  }
  for (const Row& row : table_rows(tables::verbs_tsv)) add_verb(words, row);
  for (auto& [word, info] : words) {
    if (info.is(kNounOnly)) info.forms = 0;
  }
  return words;
}

}  // namespace

std::string inflect(std::string_view lemma, VerbForm form) {
  std::string word(lemma);
  if (lemma.size() < 2) return word;
  const char last = lemma.back();
  const char before = lemma[lemma.size() - 2];
  const bool y = last == 'y' && !is_vowel(before);
  if (form == kThird) {
    if (y) return word.substr(0, word.size() - 1) + "ies";
    const bool hiss = last == 's' || last == 'x' || last == 'z' || last == 'o' ||
                      (last == 'h' && (before == 's' || before == 'c'));
    return word + (hiss ? "es" : "s");
  }
  if (form == kIng) {
    if (lemma.ends_with("ie")) return word.substr(0, word.size() - 2) + "ying";
    if (last == 'e' && before != 'e' && before != 'o' && before != 'y') word.pop_back();
    if (doubles(lemma)) word += last;
    return word + "ing";
  }
  if (form == kPast || form == kParticiple) {
    if (y) return word.substr(0, word.size() - 1) + "ied";
    if (last == 'e') return word + "d";
    if (doubles(lemma)) word += last;
    return word + "ed";
  }
  return word;
}

namespace {

const Words& all_words() {
  static const Words* words = new Words(load());
  return *words;
}

}  // namespace

std::vector<std::string> verb_forms(std::string_view lemma) {
  std::vector<std::string> forms;
  for (const auto& [word, info] : all_words()) {
    if (info.verb() && info.lemma == lemma) forms.push_back(word);
  }
  return forms;
}

const WordInfo& word_info(std::string_view lower) {
  const Words& words = all_words();
  static const WordInfo* unknown = new WordInfo();
  static const WordInfo* adverb = new WordInfo{kAdverb, 0, false, {}};
  const auto found = words.find(lower);
  if (found != words.end()) return found->second;
  if (lower.size() > 5 && lower.ends_with("ly")) return *adverb;
  return *unknown;
}

}  // namespace servanda
