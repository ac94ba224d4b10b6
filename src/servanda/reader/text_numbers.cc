#include "servanda/reader/text_numbers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "servanda/base/table.h"
#include "servanda/reader/tables.h"

namespace servanda {
namespace {

struct NumberWord {
  std::string_view word;
  int value;
  bool ordinal;
};

constexpr std::array<NumberWord, 66> kWords{{
    {"one", 1, false},         {"two", 2, false},         {"three", 3, false},
    {"four", 4, false},        {"five", 5, false},        {"six", 6, false},
    {"seven", 7, false},       {"eight", 8, false},       {"nine", 9, false},
    {"ten", 10, false},        {"eleven", 11, false},     {"twelve", 12, false},
    {"thirteen", 13, false},   {"fourteen", 14, false},   {"fifteen", 15, false},
    {"sixteen", 16, false},    {"seventeen", 17, false},  {"eighteen", 18, false},
    {"nineteen", 19, false},   {"twenty", 20, false},     {"thirty", 30, false},
    {"forty", 40, false},      {"fifty", 50, false},      {"sixty", 60, false},
    {"seventy", 70, false},    {"eighty", 80, false},     {"ninety", 90, false},
    {"hundred", 100, false},   {"thousand", 1000, false}, {"first", 1, true},
    {"second", 2, true},       {"third", 3, true},        {"fourth", 4, true},
    {"fifth", 5, true},        {"sixth", 6, true},        {"seventh", 7, true},
    {"eighth", 8, true},       {"ninth", 9, true},        {"tenth", 10, true},
    {"eleventh", 11, true},    {"twelfth", 12, true},     {"thirteenth", 13, true},
    {"fourteenth", 14, true},  {"fifteenth", 15, true},   {"sixteenth", 16, true},
    {"seventeenth", 17, true}, {"eighteenth", 18, true},  {"nineteenth", 19, true},
    {"twentieth", 20, true},   {"thirtieth", 30, true},   {"fortieth", 40, true},
    {"fiftieth", 50, true},    {"sixtieth", 60, true},    {"seventieth", 70, true},
    {"eightieth", 80, true},   {"ninetieth", 90, true},   {"hundredth", 100, true},
    {"ninty", 90, false},      {"fourty", 40, false},     {"thirds", 3, true},
    {"fourths", 4, true},      {"quarters", 4, true},     {"fifths", 5, true},
    {"sixths", 6, true},       {"eighths", 8, true},      {"tenths", 10, true},
}};

/// Most words are no numbers: told by their first three letters before they are looked up.
bool may_be_number(std::string_view word) {
  constexpr std::size_t kLetters = 26;
  constexpr auto index = [](std::string_view one) {
    std::size_t sum = 0;
    for (const char c : one.substr(0, 3)) sum = sum * kLetters + static_cast<std::size_t>(c - 'a');
    return sum;
  };
  static constexpr auto kStarts = [index] {
    std::array<bool, kLetters * kLetters * kLetters> starts{};
    for (const NumberWord& one : kWords) starts[index(one.word)] = true;
    return starts;
  }();
  if (word.size() < 3 || word.size() > 11) return false;
  for (const char c : word.substr(0, 3)) {
    if (c < 'a' || c > 'z') return false;
  }
  return kStarts[index(word)];
}

const NumberWord* find_word(std::string_view word, std::string_view language) {
  if (language != "en") {
    static const std::map<std::pair<std::string_view, std::string_view>, NumberWord> kOthers = [] {
      std::map<std::pair<std::string_view, std::string_view>, NumberWord> all;
      for (const Row& row : table_rows(tables::number_words_tsv)) {
        int value = 0;
        const std::string_view figures = row.field(2);
        std::from_chars(figures.data(), figures.data() + figures.size(), value);
        all[{row.field(0), row.field(1)}] = {row.field(1), value, row.field(3) == "o"};
      }
      return all;
    }();
    const auto other = kOthers.find({language, word});
    return other == kOthers.end() ? nullptr : &other->second;
  }
  if (!may_be_number(word)) return nullptr;
  static const std::unordered_map<std::string_view, const NumberWord*> kByWord = [] {
    std::unordered_map<std::string_view, const NumberWord*> all;
    for (const NumberWord& one : kWords) all.emplace(one.word, &one);
    return all;
  }();
  const auto found = kByWord.find(word);
  return found == kByWord.end() ? nullptr : found->second;
}

bool is_fraction(std::string_view word) {
  return word == "thirds" || word == "quarters" || word == "fourths" || word == "fifths" ||
         word == "sixths" || word == "eighths" || word == "tenths";
}

/// A piece of the text: a word, or what stands between words.
struct Piece {
  std::string_view text;
  bool word;
};

bool is_word_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// An English sentence without a number in words stays as it is.
bool may_hold_number(std::string_view lower) {
  for (std::size_t at = 0; at < lower.size();) {
    while (at < lower.size() && !is_word_char(lower[at])) ++at;
    const std::size_t begin = at;
    while (at < lower.size() && is_word_char(lower[at])) ++at;
    const std::string_view word = lower.substr(begin, at - begin);
    if (may_be_number(word) || word == "often") return true;
  }
  return false;
}

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const bool word = is_word_char(text[at]);
    while (at < text.size() && is_word_char(text[at]) == word) ++at;
    pieces.push_back({text.substr(begin, at - begin), word});
  }
  return pieces;
}

std::string ordinal_text(int value) {
  const int last = value % 10;
  const bool teen = value % 100 / 10 == 1;
  const char* suffix = teen || last == 0 || last > 3 ? "th"
                       : last == 1                   ? "st"
                       : last == 2                   ? "nd"
                                                     : "rd";
  return std::to_string(value) + suffix;
}

/// A number that begins at piece `at`: its value, whether it is an ordinal, and where it ends.
struct Found {
  int value = 0;
  bool ordinal = false;
  std::size_t end = 0;
};

std::optional<Found> number_at(const std::vector<Piece>& pieces, std::size_t at,
                               std::string_view language) {
  Found found;
  int total = 0;
  int current = 0;
  int last = 0;  // the value of the word before: "twenty" may be followed by "two", "two" not
  std::size_t i = at;
  std::size_t end = at;
  while (i < pieces.size() && pieces[i].word) {
    const bool joins = (pieces[i].text == "and" && last >= 100) ||
                       (language == "fr" && pieces[i].text == "et") ||
                       (language == "es" && pieces[i].text == "y");
    if (joins && i > at) {
      if (i + 2 >= pieces.size() || find_word(pieces[i + 2].text, language) == nullptr) break;
      i += 2;
      continue;
    }
    const NumberWord* word = find_word(pieces[i].text, language);
    if (word == nullptr) break;
    if (language == "fr" && word->value == 20 && last == 4) {
      current += 76;  // quatre-vingt
      last = 60;
      end = i + 1;
      if (i + 2 >= pieces.size() || pieces[i + 1].text != "-") break;
      i += 2;
      continue;
    }
    if (word->value == 100) {
      current = std::max(current, 1) * 100;
    } else if (word->value == 1000) {
      total += std::max(current, 1) * 1000;
      current = 0;
    } else if (last == 0 || last >= 100 || (last >= 20 && last < 100 && word->value < 10) ||
               (language == "fr" && last == 60 && word->value < 20)) {
      current += word->value;
    } else {
      break;
    }
    last = word->value;
    end = i + 1;
    if (word->ordinal) {
      found.ordinal = true;
      break;
    }
    // "one thousand, nine hundred and seventy"
    if (last == 1000 && i + 4 < pieces.size() && pieces[i + 1].text == ", " &&
        pieces[i + 4].text == "hundred" && find_word(pieces[i + 2].text, language) != nullptr) {
      i += 2;
      continue;
    }
    // Words of one number stand behind a blank or a hyphen.
    if (i + 2 >= pieces.size() ||
        (pieces[i + 1].text != " " && pieces[i + 1].text != "-" && pieces[i + 1].text != "- "))
      break;
    i += 2;
  }
  if (end == at) return std::nullopt;
  found.value = total + current;
  found.end = end;
  return found;
}

/// "на пятилетние периоды": the Russian adjectives that hold a number of years.
std::string with_years_apart(std::string_view lower) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kStems{{
      {"однолетн", "1-летн"},
      {"двухлетн", "2-летн"},
      {"трехлетн", "3-летн"},
      {"трёхлетн", "3-летн"},
      {"пятилетн", "5-летн"},
      {"десятилетн", "10-летн"},
      {"двадцатилетн", "20-летн"},
  }};
  std::string out(lower);
  for (const auto& [stem, figures] : kStems) {
    for (std::size_t at = out.find(stem); at != std::string::npos; at = out.find(stem, at + 1)) {
      if (at > 0 && out[at - 1] != ' ') continue;
      out.replace(at, stem.size(), figures);
    }
  }
  return out;
}

}  // namespace

std::string with_figures(std::string_view given, std::string_view language) {
  const std::string apart = language == "ru" ? with_years_apart(given) : std::string();
  const std::string_view lower = language == "ru" ? std::string_view(apart) : given;
  if (language == "en" && !may_hold_number(lower)) return std::string(lower);
  const std::vector<Piece> pieces = pieces_of(lower);
  std::string out;
  out.reserve(lower.size());
  for (std::size_t at = 0; at < pieces.size();) {
    // "a period often years": a blank that the printing lost.
    if (pieces[at].text == "often" && at + 2 < pieces.size() &&
        (pieces[at + 2].text == "years" || pieces[at + 2].text == "days" ||
         pieces[at + 2].text == "months")) {
      out += "of 10";
      ++at;
      continue;
    }
    const std::optional<Found> found =
        pieces[at].word ? number_at(pieces, at, language) : std::nullopt;
    if (!found) {
      out += pieces[at].text;
      ++at;
      continue;
    }
    std::size_t end = found->end;
    // "two thirds", "two-thirds", "three fourths": a fraction.
    if (found->ordinal && end == at + 1) {
      out += ordinal_text(found->value);
    } else if (found->ordinal) {
      out += ordinal_text(found->value);
    } else if (end + 1 < pieces.size() && pieces[end].text.size() == 1 &&
               is_fraction(pieces[end + 1].text)) {
      out += std::to_string(found->value) + "/" +
             std::to_string(find_word(pieces[end + 1].text, language)->value);
      end += 2;
    } else {
      out += std::to_string(found->value);
    }
    // "thirty (30) days": the figure says it again.
    if (end + 1 < pieces.size() && pieces[end].text == " (" &&
        pieces[end + 1].text == std::to_string(found->value)) {
      const std::string_view after = end + 2 < pieces.size() ? pieces[end + 2].text : ")";
      if (after.starts_with(")")) {
        out += after.substr(1);
        end += 3;
      }
    }
    at = end;
  }
  return out;
}

}  // namespace servanda
