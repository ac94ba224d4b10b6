#include "servanda/language/syntactic_words.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string>

#include "servanda/base/utf8.h"
#include "servanda/language/tokens.h"

namespace servanda {
namespace {

constexpr std::size_t kLongestWord = 200;

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const auto code = static_cast<UChar32>(c);
  return u_isalpha(code) != 0 || u_charType(code) == U_NON_SPACING_MARK;
}
bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}
bool is_apostrophe(char32_t c) {
  return c == '\'' || c == 0x2019;
}
bool is_hyphen(char32_t c) {
  return c == '-' || c == 0x2010 || c == 0x2011;
}
/// White space, and marks that say in which direction to write.
bool is_gap(char32_t c) {
  if (c < 0x80) return c <= ' ' || c == 0x7F;
  return c == 0xA0 || c == 0x85 || c == 0xAD || c == 0xFEFF || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
         u_isspace(static_cast<UChar32>(c)) != 0;
}

struct Letter {
  char32_t value = 0;
  std::size_t at = 0;
};

/// "re-elected", "e-mail", "non-aggression" stay one word.
bool is_prefix(std::string_view lower) {
  static constexpr std::array<std::string_view, 26> kPrefixes = {
      "e",     "non",   "pre",   "anti",  "mid", "re",  "co",      "post",  "over",
      "multi", "pro",   "ex",    "semi",  "sub", "neo", "un",      "inter", "intra",
      "extra", "micro", "socio", "ultra", "bi",  "de",  "counter", "cross"};
  return std::find(kPrefixes.begin(), kPrefixes.end(), lower) != kPrefixes.end();
}

/// Words whose full stop belongs to them; initials and "U.S." are known by their form.
bool is_abbreviation(std::string_view lower) {
  static constexpr std::array<std::string_view, 52> kWords = {
      "mr",  "mrs",  "ms",     "dr",  "prof", "gen",  "col",  "lt",  "capt", "adm", "sgt",
      "sen", "rep",  "gov",    "hon", "rev",  "st",   "no",   "art", "vol",  "jan", "feb",
      "mar", "apr",  "jun",    "jul", "aug",  "sep",  "sept", "oct", "nov",  "dec", "vs",
      "cf",  "al",   "approx", "est", "fig",  "pp",   "ed",   "maj", "brig", "inc", "ltd",
      "co",  "corp", "jr",     "sr",  "etc",  "ph.d", "dept", "bros"};
  return std::find(kWords.begin(), kWords.end(), lower) != kWords.end();
}

/// "cannot" is "can" and "not": where to cut, 0 for other words.
std::size_t cut_inside(std::string_view lower) {
  if (lower == "cannot") return 3;
  if (lower == "gonna" || lower == "wanna" || lower == "gotta") return 3;
  return 0;
}

class Cutter {
 public:
  Cutter(std::string_view text, Span sentence) : text_(text), sentence_(sentence) {}

  std::vector<Span> run() {
    for (std::size_t at = sentence_.begin; at < sentence_.end;) {
      const CodePoint point = code_point_at(text_, at);
      if (is_gap(point.value)) {
        chunk();
        at = point.next;
        continue;
      }
      chunk_.push_back({point.value, at});
      at = std::min(point.next, sentence_.end);
      chunk_end_ = at;
      if (chunk_end_ - chunk_.front().at >= kLongestWord) chunk();
    }
    chunk();
    return std::move(words_);
  }

 private:
  std::size_t offset(std::size_t index) const {
    return index < chunk_.size() ? chunk_[index].at : chunk_end_;
  }
  std::string_view piece(std::size_t from, std::size_t to) const {
    return text_.substr(offset(from), offset(to) - offset(from));
  }
  char32_t value(std::size_t index) const {
    return index < chunk_.size() ? chunk_[index].value : 0;
  }
  void push(std::size_t from, std::size_t to) {
    if (from < to) words_.push_back({offset(from), offset(to)});
  }

  void chunk() {
    if (chunk_.empty()) return;
    std::size_t from = 0;
    std::size_t to = chunk_.size();
    if (is_address(from, to)) {
      // A full stop, a bracket or a quotation mark behind an address is none of it.
      std::size_t end = to;
      while (end > from + 1 && !is_letter(value(end - 1)) && !is_digit(value(end - 1)) &&
             value(end - 1) != '/')
        --end;
      while (from < end && !is_letter(value(from)) && !is_digit(value(from))) {
        push(from, from + 1);
        ++from;
      }
      push(from, end);
      from = end;
    }
    while (from < to) from = marks_before(from, to);
    chunk_.clear();
  }

  bool is_address(std::size_t from, std::size_t to) const {
    if (to - from < 6) return false;
    const std::string_view all = piece(from, to);
    if (all.find("://") != std::string_view::npos || all.find("www.") != std::string_view::npos)
      return true;
    const std::size_t at = all.find('@');
    return at != std::string_view::npos && at > 0 &&
           all.find('.', at + 2) != std::string_view::npos;
  }

  bool word_like(std::size_t index) const {
    return is_letter(value(index)) || is_digit(value(index));
  }

  /// One mark or one run of the same mark at the front, else a word. Returns where the rest begins.
  std::size_t marks_before(std::size_t from, std::size_t to) {
    const char32_t c = value(from);
    if (word_like(from)) return word(from, to);
    // "'s" on its own, "'80s", "n't" cut off by a line.
    if (is_apostrophe(c) && from + 1 < to) {
      std::size_t end = from + 1;
      while (end < to && is_letter(value(end))) ++end;
      const std::string lower = to_lower(piece(from + 1, end));
      if (end == to || !is_digit(value(end))) {
        if (lower == "s" || lower == "re" || lower == "ve" || lower == "ll" || lower == "d" ||
            lower == "m" || lower == "em" || lower == "til") {
          push(from, end);
          return end;
        }
      }
      if (is_digit(value(from + 1)) && from + 2 < to && is_digit(value(from + 2))) {
        end = from + 3;
        if (value(end) == 's') ++end;
        push(from, end);
        return end;
      }
    }
    // A number with its sign or point: ".5".
    if (c == '.' && is_digit(value(from + 1)) && (from == 0 || !word_like(from - 1)))
      return word(from, to);
    std::size_t end = from + 1;
    const bool runs = c == '.' || c == '-' || c == '!' || c == '?' || c == '*' || c == '=' ||
                      c == '_' || c == '~' || c == '#' || c == '+' || c == '`' || c == '\'';
    if (runs) {
      while (end < to && (value(end) == c ||
                          ((c == '!' || c == '?') && (value(end) == '!' || value(end) == '?'))))
        ++end;
    }
    push(from, end);
    return end;
  }

  /// A word and what hangs on it: hyphens, clitics, units, a full stop of its own.
  std::size_t word(std::size_t from, std::size_t to) {
    std::size_t end = from;
    if (value(end) == '.') ++end;
    if (is_digit(value(end))) return number(from, end, to);
    while (end < to) {
      const char32_t c = value(end);
      if (is_letter(c) || is_digit(c)) {
        ++end;
      } else if (is_apostrophe(c) && is_letter(value(end + 1)) && end > from) {
        if (const std::size_t cut = clitic(from, end, to); cut > 0) return cut;
        ++end;  // O'Brien
      } else if ((c == '&' || c == '_' || c == '@') && word_like(end + 1) && word_like(end - 1)) {
        ++end;
      } else if (c == '.' && is_letter(value(end + 1)) && inner_point(from, end, to)) {
        ++end;
      } else if (is_hyphen(c) && word_like(end + 1)) {
        if (!is_prefix(to_lower(piece(from, end))) || is_digit(value(end + 1))) break;
        ++end;
      } else if (c == '/' && end == from + 1 && is_letter(value(end + 1)) &&
                 !is_letter(value(end + 3))) {
        ++end;  // "s/he", "l/c"
      } else {
        break;
      }
    }
    if (value(end) == '.' && end < to && own_point(from, end, to)) ++end;
    if (value(end) == '$' && end < to && end - from <= 2 && is_upper_only(from, end)) ++end;  // US$
    if (const std::size_t cut = cut_inside(to_lower(piece(from, end))); cut > 0) {
      push(from, from + cut);
      push(from + cut, end);
      return end;
    }
    push(from, end);
    if (is_hyphen(value(end)) && end < to && word_like(end + 1)) {
      push(end, end + 1);
      return end + 1;
    }
    return end;
  }

  std::size_t number(std::size_t from, std::size_t end, std::size_t to) {
    std::size_t hyphens = 0;
    for (std::size_t i = end; i < to && (is_digit(value(i)) || is_hyphen(value(i))); ++i)
      hyphens += is_hyphen(value(i)) ? 1U : 0U;
    while (end < to) {
      const char32_t c = value(end);
      if (is_digit(c)) {
        ++end;
      } else if ((c == '.' || c == ',' || c == ':' || c == '/') && is_digit(value(end + 1))) {
        ++end;
      } else if (is_hyphen(c) && hyphens >= 2 && is_digit(value(end + 1))) {
        ++end;  // telephone numbers, dates
      } else {
        break;
      }
    }
    std::size_t letters = end;
    while (letters < to && is_letter(value(letters))) ++letters;
    if (letters > end) {
      const std::string unit = to_lower(piece(end, letters));
      const bool ordinal = unit == "st" || unit == "nd" || unit == "rd" || unit == "th" ||
                           unit == "s" || unit.size() == 1;
      push(from, ordinal || is_digit(value(letters)) ? letters : end);
      if (!ordinal && !is_digit(value(letters))) return end;
      end = letters;
    } else {
      push(from, end);
    }
    if (is_hyphen(value(end)) && end < to && word_like(end + 1)) {
      push(end, end + 1);
      return end + 1;
    }
    return end;
  }

  bool is_upper_only(std::size_t from, std::size_t to) const {
    for (std::size_t i = from; i < to; ++i) {
      if (value(i) < 'A' || value(i) > 'Z') return false;
    }
    return true;
  }

  /// "U.S", "e.g", "Amazon.com": the point stands inside of one word.
  bool inner_point(std::size_t from, std::size_t at, std::size_t to) const {
    const bool single = at == from + 1 || (at >= from + 2 && value(at - 2) == '.');
    if (single) return true;
    std::size_t end = at + 1;
    while (end < to && is_letter(value(end))) ++end;
    const std::string last = to_lower(piece(at + 1, end));
    return last == "com" || last == "org" || last == "net" || last == "gov" || last == "edu" ||
           last == "ru" || last == "d";
  }

  bool own_point(std::size_t from, std::size_t at, std::size_t to) const {
    // "..." is a mark of its own.
    if (value(at + 1) == '.' && at + 1 < to) return false;
    const bool last = at + 1 == to || !word_like(at + 1);
    if (!last) return false;
    const std::string_view body = piece(from, at);
    if (body.find('.') != std::string_view::npos)
      return at >= from + 2 && value(at - 2) == '.' && at - from <= 12;
    const bool ends_sentence = offset(at + 1) >= sentence_.end;
    if (at == from + 1) return value(from) >= 'A' && value(from) <= 'Z' && !ends_sentence;
    return is_abbreviation(to_lower(body)) && !(ends_sentence && to_lower(body) == "no");
  }

  /// The word up to `at` and what the apostrophe there begins; where the rest begins, or 0.
  std::size_t clitic(std::size_t from, std::size_t at, std::size_t to) {
    std::size_t end = at + 1;
    while (end < to && is_letter(value(end))) ++end;
    const std::string lower = to_lower(piece(at + 1, end));
    if (lower == "t" && (value(at - 1) == 'n' || value(at - 1) == 'N') && at > from + 1) {
      push(from, at - 1);
      push(at - 1, end);
      return end;
    }
    if (lower == "s" || lower == "re" || lower == "ve" || lower == "ll" || lower == "d" ||
        lower == "m") {
      push(from, at);
      push(at, end);
      return end;
    }
    return 0;
  }

  std::string_view text_;
  Span sentence_;
  std::vector<Letter> chunk_;
  std::size_t chunk_end_ = 0;
  std::vector<Span> words_;
};

}  // namespace

std::vector<Span> syntactic_words(std::string_view text, Span sentence) {
  return Cutter(text, sentence).run();
}

}  // namespace servanda
