#include "servanda/register/search_words.h"

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <memory>

#include "servanda/base/table.h"
#include "servanda/base/utf8.h"
#include "servanda/model/words.h"

namespace servanda {
namespace {

void put(std::vector<std::string>& pieces, const std::string& text) {
  if (!text.empty()) pieces.push_back(text);
}

std::string spoken(const Actor& actor) {
  std::string text = actor.name;
  for (const std::string* part : {&actor.role, &actor.state, &actor.org}) {
    if (!part->empty()) text += (text.empty() ? "" : ", ") + *part;
  }
  return text;
}

std::string spoken(const std::vector<Actor>& actors) {
  std::string text;
  for (const Actor& actor : actors) text += (text.empty() ? "" : "; ") + spoken(actor);
  return text;
}

/// The fact in one line: what it can be found by when nothing is quoted.
struct Teller {
  std::vector<std::string>& pieces;

  void operator()(const TreatyFact& fact) const {
    put(pieces, fact.title);
    for (const std::string& name : fact.also) put(pieces, name);
    std::string line = fact.id;
    for (const auto* list : {&fact.parties, &fact.fields}) {
      for (const std::string& value : *list) line += ", " + value;
    }
    for (const std::string* part : {&fact.form, &fact.signed_at, &fact.depositary}) {
      if (!part->empty()) line += ", " + *part;
    }
    put(pieces, line);
    for (const ClauseFact& norm : fact.norms) (*this)(norm);
  }
  void operator()(const ActFact& fact) const {
    std::string line =
        fmt::format("{} {} {}", fact.on ? fact.on->text() : "", to_text(fact.type), fact.treaty);
    for (const auto* actors : {&fact.by, &fact.with, &fact.whom}) {
      if (!actors->empty()) line += ": " + spoken(*actors);
    }
    if (fact.body) line += ": " + spoken(*fact.body);
    for (const std::string* part : {&fact.at, &fact.as, &fact.article, &fact.condition}) {
      if (!part->empty()) line += ", " + *part;
    }
    put(pieces, line);
  }
  void operator()(const ClauseFact& fact) const {
    std::string line = fact.treaty;
    for (const std::string* part :
         {&fact.article, &fact.about, &fact.condition, &fact.who, &fact.action, &fact.whom}) {
      if (!part->empty()) line += (line.empty() ? "" : " ") + *part;
    }
    put(pieces, line);
  }
  void operator()(const QuantityFact& fact) const {
    std::string line = fact.what + " " + fact.value + " " + fact.unit;
    for (const std::string* part :
         {&fact.treaty, &fact.project, &fact.from, &fact.to, &fact.condition}) {
      if (!part->empty()) line += ", " + *part;
    }
    put(pieces, line);
  }
  void operator()(const RelationFact& fact) const {
    put(pieces, fmt::format("{} {} {}", fact.treaty, to_text(fact.type), fact.other));
  }
  void operator()(const ProjectFact& fact) const {
    std::string line = fmt::format("{} {}", fact.name, to_text(fact.state));
    for (const std::string* part : {&fact.what, &fact.at, &fact.treaty}) {
      if (!part->empty()) line += ", " + *part;
    }
    put(pieces, line);
  }
  void operator()(const EventFact& fact) const {
    put(pieces, fact.what);
    put(pieces,
        fmt::format("{}: {}; {}, {}", fact.type, spoken(fact.by), spoken(fact.whom), fact.at));
  }
  void operator()(const AssessmentFact& fact) const {
    put(pieces, fact.says);
    put(pieces, fact.about);
  }
  void operator()(const ClaimFact& fact) const {
    put(pieces, fmt::format("{} {} {}", fact.treaty, to_text(fact.status), fact.state));
  }
};

bool is_ideograph(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  if (c < 0x1100) return false;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(point, &status);
  return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
         script == USCRIPT_THAI || script == USCRIPT_LAO || script == USCRIPT_KHMER ||
         script == USCRIPT_MYANMAR;
}

bool is_word_character(char32_t c) {
  if (c < 0x80) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
  const auto point = static_cast<UChar32>(c);
  if (u_isalnum(point)) return true;
  const int8_t type = u_charType(point);
  return type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

/// Lower case without accents.
std::string folded(std::string_view word) {
  const bool ascii = std::all_of(word.begin(), word.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) {
    std::string lower(word);
    for (char& c : lower) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* apart = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(word.data(), static_cast<int32_t>(word.size())));
  text.foldCase();
  if (U_SUCCESS(status)) text = apart->normalize(text, status);
  // Accents are marks on Latin letters; elsewhere they make another letter.
  icu::UnicodeString plain;
  bool on_latin = false;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    const bool mark = u_charType(c) == U_NON_SPACING_MARK;
    if (!mark) on_latin = u_hasBinaryProperty(c, UCHAR_ALPHABETIC) && c < 0x250;
    if (!mark || !on_latin) plain.append(c);
  }
  const icu::Normalizer2* together = icu::Normalizer2::getNFCInstance(status);
  if (U_SUCCESS(status)) plain = together->normalize(plain, status);
  return to_utf8(plain);
}

bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

void add_state(std::vector<std::string>& states, const std::string& code) {
  if (!code.empty() && std::find(states.begin(), states.end(), code) == states.end())
    states.push_back(code);
}

void add_states(std::vector<std::string>& states, const std::vector<Actor>& actors) {
  for (const Actor& actor : actors)
    add_state(states, actor.state.empty() ? actor.org : actor.state);
}

std::string joined(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : "|") + value;
  // A value cannot hold what divides the fields.
  std::replace(text.begin(), text.end(), '\t', ' ');
  return text;
}

}  // namespace

std::vector<std::string> pieces_of(const Statement& statement) {
  std::vector<std::string> pieces;
  for (const Citation& citation : statement.from) put(pieces, citation.words);
  std::visit(Teller{pieces}, statement.fact);
  if (statement.speaker) put(pieces, spoken(*statement.speaker));
  put(pieces, spoken(statement.via));
  put(pieces, statement.note);
  return pieces;
}

Facets facets_of(const Statement& statement) {
  Facets facets;
  facets.act = kind_of(statement.fact);
  facets.stance = to_text(statement.stance);
  std::optional<Edtf> date = statement.said;
  if (const auto* act = std::get_if<ActFact>(&statement.fact)) {
    facets.act = to_text(act->type);
    if (act->on) date = act->on;
    for (const auto* actors : {&act->by, &act->with}) add_states(facets.states, *actors);
    if (act->body) add_state(facets.states, act->body->state);
  } else if (const auto* treaty = std::get_if<TreatyFact>(&statement.fact)) {
    if (treaty->signed_on) date = treaty->signed_on;
    for (const std::string& party : treaty->parties) add_state(facets.states, party);
    facets.subjects = treaty->fields;
  } else if (const auto* event = std::get_if<EventFact>(&statement.fact)) {
    if (event->on) date = event->on;
    for (const auto* actors : {&event->by, &event->whom}) add_states(facets.states, *actors);
  } else if (const auto* claim = std::get_if<ClaimFact>(&statement.fact)) {
    add_state(facets.states, claim->state);
  }
  if (statement.speaker) add_state(facets.states, statement.speaker->state);
  if (date) {
    facets.date = date->text();
    if (const auto earliest = date->bounds().earliest) {
      const std::chrono::year_month_day day(*earliest);
      facets.year = fmt::format("{}", static_cast<int>(day.year()));
    }
  }
  return facets;
}

std::string to_text(const Facets& facets) {
  return fmt::format("{}\t{}\t{}\t{}\t{}\t{}", facets.act, facets.stance, facets.year, facets.date,
                     joined(facets.states), joined(facets.subjects));
}

Facets read_facets(std::string_view text) {
  Facets facets;
  std::array<std::string_view, 6> fields{};
  for (std::string_view& field : fields) {
    const std::size_t end = std::min(text.find('\t'), text.size());
    field = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  facets.act = fields[0];
  facets.stance = fields[1];
  facets.year = fields[2];
  facets.date = fields[3];
  for (const std::string_view state : split(fields[4], '|')) facets.states.emplace_back(state);
  for (const std::string_view subject : split(fields[5], '|'))
    facets.subjects.emplace_back(subject);
  return facets;
}

std::string facet_word(char facet, std::string_view value) {
  // Another value, another word: what is no letter or digit, and the mark itself, is spelt out.
  std::string word{'0', facet};
  for (const char c : folded(value)) {
    const bool plain = (c >= 'a' && c <= 'z' && c != 'q') || (c >= '0' && c <= '9');
    word += plain ? std::string(1, c) : fmt::format("q{:02x}", static_cast<unsigned char>(c));
  }
  return word;
}

std::string facet_words(const Facets& facets) {
  std::string words = facet_word('a', facets.act) + " " + facet_word('t', facets.stance);
  if (!facets.year.empty()) words += " " + facet_word('y', facets.year);
  for (const std::string& state : facets.states) words += " " + facet_word('s', state);
  for (const std::string& subject : facets.subjects) words += " " + facet_word('f', subject);
  return words;
}

std::vector<TextWord> words_in(std::string_view text) {
  std::vector<TextWord> words;
  std::size_t begin = std::string_view::npos;
  const auto close = [&](std::size_t end) {
    if (begin != std::string_view::npos)
      words.push_back({{begin, end}, folded(text.substr(begin, end - begin))});
    begin = std::string_view::npos;
  };
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    if (is_ideograph(point.value)) {
      close(at);
      words.push_back({{at, point.next}, std::string(text.substr(at, point.next - at))});
    } else if (is_word_character(point.value)) {
      if (begin == std::string_view::npos) begin = at;
    } else {
      close(at);
    }
    at = point.next;
  }
  close(text.size());
  std::erase_if(words, [](const TextWord& word) { return word.folded.empty(); });
  return words;
}

std::string indexable(std::string_view text) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0xe1;  // ideographs begin beyond
  });
  if (plain) return std::string(text);
  std::string spaced;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    const bool alone = is_ideograph(point.value);
    if (alone) spaced += ' ';
    spaced += text.substr(at, point.next - at);
    if (alone) spaced += ' ';
    at = point.next;
  }
  return spaced;
}

std::string latin(std::string_view word) {
  const bool ascii = std::all_of(word.begin(), word.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) return std::string(word);
  // Making one reads rules; a thread keeps its own, because they hold state.
  thread_local const std::unique_ptr<icu::Transliterator> kToLatin = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance(
        "Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
    return U_SUCCESS(status) ? std::move(made) : nullptr;
  }();
  if (!kToLatin) return std::string(word);
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(word.data(), static_cast<int32_t>(word.size())));
  kToLatin->transliterate(text);
  std::string result;
  for (const char c : to_utf8(text)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) result += c;
  }
  return result.empty() ? std::string(word) : result;
}

std::string name_key(std::string_view word) {
  struct Rule {
    std::string_view from, to;
  };
  // How one sound is written in the romanisations that news and registers use; longest first.
  static constexpr std::array<Rule, 26> kRules{
      {{"shch", "sc"}, {"sch", "s"}, {"tch", "c"}, {"tsch", "c"}, {"sh", "s"}, {"zh", "z"},
       {"kh", "h"},    {"gh", "g"},  {"ch", "c"},  {"ts", "c"},   {"tz", "c"}, {"ph", "f"},
       {"dj", "j"},    {"dzh", "j"}, {"ou", "u"},  {"oo", "u"},   {"ee", "i"}, {"ya", "a"},
       {"ia", "a"},    {"yu", "u"},  {"iu", "u"},  {"yo", "e"},   {"ye", "e"}, {"y", "i"},
       {"w", "v"},     {"q", "k"}}};
  const std::string plain = latin(word);
  std::string key;
  for (std::size_t at = 0; at < plain.size();) {
    std::string_view to;
    std::size_t taken = 0;
    for (const Rule& rule : kRules) {
      if (rule.from.size() > taken && std::string_view(plain).substr(at).starts_with(rule.from)) {
        to = rule.to;
        taken = rule.from.size();
      }
    }
    if (taken == 0) {
      to = std::string_view(plain).substr(at, 1);
      taken = 1;
    }
    at += taken;
    for (const char c : to) {
      if (key.empty() || key.back() != c) key += c;
    }
  }
  return key;
}

std::string skeleton(std::string_view key) {
  std::string bones;
  for (const char c : key) {
    if (!is_vowel(c) && c != 'h' && (bones.empty() || bones.back() != c)) bones += c;
  }
  return bones;
}

bool writes_no_vowels(std::string_view word) {
  if (word.empty()) return false;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script =
      uscript_getScript(static_cast<UChar32>(code_point_at(word, 0).value), &status);
  return script == USCRIPT_ARABIC || script == USCRIPT_HEBREW || script == USCRIPT_SYRIAC;
}

std::size_t distance_within(std::string_view a, std::string_view b, std::size_t most) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > most) return most + 1;
  const std::size_t width = b.size() + 1;
  const std::size_t far = most + 1;
  thread_local std::vector<std::size_t> rows;
  rows.assign(3 * width, far);
  std::size_t* before = rows.data();
  std::size_t* last = before + width;
  std::size_t* now = last + width;
  for (std::size_t j = 0; j <= std::min(b.size(), most); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    const std::size_t from = i > most ? i - most : 1;
    const std::size_t to = std::min(b.size(), i + most);
    std::fill(now, now + width, far);
    if (i <= most) now[0] = i;
    std::size_t best = now[0];
    for (std::size_t j = from; j <= to; ++j) {
      std::size_t cost = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      cost = std::min({cost, last[j] + 1, now[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        cost = std::min(cost, before[j - 2] + 1);
      now[j] = std::min(cost, far);
      best = std::min(best, now[j]);
    }
    if (best > most) return far;
    std::swap(before, last);
    std::swap(last, now);
  }
  return std::min(last[b.size()], far);
}

}  // namespace servanda
