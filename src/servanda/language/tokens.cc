#include "servanda/language/tokens.h"

#include <unicode/uchar.h>

#include "servanda/base/utf8.h"

namespace servanda {
namespace {

constexpr std::size_t kLongestWord = 200;

UChar32 to_code(char32_t value) {
  return static_cast<UChar32>(value);
}

bool is_letter(char32_t c) {
  return c < 0x80 ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
                  : u_isalpha(to_code(c)) != 0 || u_charType(to_code(c)) == U_NON_SPACING_MARK;
}
bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}
bool is_upper(char32_t c) {
  return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper(to_code(c)) != 0;
}
bool is_apostrophe(char32_t c) {
  return c == '\'' || c == 0x2019 || c == 0x02BC;
}
bool is_hyphen(char32_t c) {
  return c == '-' || c == 0x2010 || c == 0x2011;
}
/// Marks that say in which direction to write, soft hyphens, joiners: no part of a word.
bool is_invisible(char32_t c) {
  return c == 0xAD || c == 0xFEFF || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}
bool is_space(char32_t c) {
  return c < 0x80 ? c <= ' ' : c == 0xA0 || c == 0x85 || u_isspace(to_code(c)) != 0;
}

class Tokenizer {
 public:
  Tokenizer(std::string_view text, std::size_t base) : text_(text), base_(base) {}

  std::vector<Token> run() {
    while (at_ < text_.size()) step();
    return std::move(tokens_);
  }

 private:
  char32_t peek(std::size_t offset) const {
    return offset < text_.size() ? code_point_at(text_, offset).value : U'\0';
  }

  void step() {
    const CodePoint c = code_point_at(text_, at_);
    if (is_space(c.value) || is_invisible(c.value)) {
      space_ = space_ || is_space(c.value);
      at_ = c.next;
    } else if (is_digit(c.value)) {
      number();
    } else if (is_letter(c.value)) {
      word();
    } else if (is_apostrophe(c.value) && suffix()) {
      // taken by suffix()
    } else if (is_hyphen(c.value) && !space_ && !tokens_.empty() && is_word_start(peek(c.next)) &&
               tokens_.back().kind != TokenKind::mark) {
      joined_ = true;
      at_ = c.next;
    } else {
      mark(c);
    }
  }

  static bool is_word_start(char32_t c) { return is_letter(c) || is_digit(c); }

  void push(std::size_t end, TokenKind kind) {
    const std::string_view piece = text_.substr(at_, end - at_);
    Token token;
    token.span = {base_ + at_, base_ + end};
    token.lower = to_lower(piece);
    token.kind = kind;
    if (kind == TokenKind::word) {
      token.capital = is_upper(code_point_at(piece, 0).value);
      std::size_t letters = 0;
      bool all = true;
      for (std::size_t i = 0; i < piece.size();) {
        const CodePoint c = code_point_at(piece, i);
        if (is_letter(c.value)) {
          ++letters;
          all = all && is_upper(c.value);
        }
        i = c.next;
      }
      token.all_caps = all && letters >= 2;
    }
    token.joined = joined_;
    token.space = space_ || tokens_.empty();
    tokens_.push_back(std::move(token));
    joined_ = false;
    space_ = false;
    at_ = end;
  }

  /// Digits with separators between digits: 1,449 · 92.2 · 23(4) stops at the bracket.
  void number() {
    std::size_t end = at_;
    while (end < text_.size() && end - at_ < kLongestWord) {
      const char c = text_[end];
      if (is_digit(static_cast<unsigned char>(c))) {
        ++end;
      } else if ((c == ',' || c == '.') && end + 1 < text_.size() &&
                 is_digit(static_cast<unsigned char>(text_[end + 1]))) {
        end += 2;
      } else {
        break;
      }
    }
    // 9M729, 10yr: a letter that follows at once belongs to it only where digits follow again.
    std::size_t tail = end;
    bool letters = false, digits_again = false;
    while (tail < text_.size() && tail - at_ < kLongestWord &&
           (is_letter(static_cast<unsigned char>(text_[tail])) ||
            is_digit(static_cast<unsigned char>(text_[tail])))) {
      const bool letter = is_letter(static_cast<unsigned char>(text_[tail]));
      letters = letters || letter;
      digits_again = digits_again || (letters && !letter);
      ++tail;
    }
    if (digits_again) return push(tail, TokenKind::word);
    push(end, TokenKind::number);
  }

  void word() {
    std::size_t end = at_;
    while (end < text_.size() && end - at_ < kLongestWord) {
      const CodePoint c = code_point_at(text_, end);
      if (is_letter(c.value) || is_digit(c.value)) {
        end = c.next;
      } else if (c.value == '.' && abbreviates(end)) {
        end = c.next;
      } else if (is_apostrophe(c.value) && inside_name(end, c.next)) {
        end = c.next;
      } else {
        break;
      }
    }
    // n't is a word of its own: does · n't
    const std::string lower = to_lower(text_.substr(at_, end - at_));
    if (lower.size() > 3 && lower.ends_with("n't")) {
      const std::size_t length = end - at_;
      const std::size_t cut = at_ + length - (length == lower.size() ? 3 : 5);
      push(cut, TokenKind::word);
    }
    push(end, TokenKind::word);
  }

  /// The point in "U.S", "U.S.", "a.m.": one letter on its left, and a letter on its right or
  /// another such point before it.
  bool abbreviates(std::size_t point) const {
    const bool one_letter = point == at_ + 1 || (point >= 2 && text_[point - 2] == '.');
    if (!one_letter) return false;
    if (point + 1 < text_.size() && is_letter(static_cast<unsigned char>(text_[point + 1]))) {
      return point + 2 >= text_.size() || text_[point + 2] == '.' || point != at_ + 1;
    }
    return point != at_ + 1;  // the last point of "U.S."; "A." stays two tokens
  }

  /// d'affaires, N'Djamena, O'Brien, n't: letters on both sides, and not the genitive.
  bool inside_name(std::size_t apostrophe, std::size_t next) const {
    if (!is_letter(peek(next))) return false;
    const char32_t after = code_point_at(text_, next).value;
    const std::size_t beyond = code_point_at(text_, next).next;
    if (after == 't' && apostrophe > at_ && (text_[apostrophe - 1] == 'n') &&
        !is_letter(peek(beyond))) {
      return true;
    }
    if ((after == 's' || after == 'd' || after == 'm' || after == 'S') &&
        !is_letter(peek(beyond))) {
      return false;
    }
    const std::string_view two = text_.substr(next, 2);
    return !((two == "re" || two == "ve" || two == "ll") && !is_letter(peek(next + 2)));
  }

  /// 's · 're · 'll · ' after a word that ends in s.
  bool suffix() {
    if (space_ || tokens_.empty() || tokens_.back().kind == TokenKind::mark) return false;
    const std::size_t next = code_point_at(text_, at_).next;
    std::size_t end = next;
    while (end < text_.size() && is_letter(static_cast<unsigned char>(text_[end])) &&
           end - next < 3) {
      ++end;
    }
    const std::string tail = to_lower(text_.substr(next, end - next));
    if (tail == "s" || tail == "re" || tail == "ve" || tail == "ll" || tail == "d" || tail == "m") {
      push(end, TokenKind::word);
      tokens_.back().lower = "'" + tail;
      return true;
    }
    if (tail.empty() && tokens_.back().lower.ends_with('s') && !quote_open_) {
      push(next, TokenKind::word);
      tokens_.back().lower = "'s";  // the genitive plural
      return true;
    }
    return false;
  }

  void mark(const CodePoint& c) {
    std::size_t end = c.next;
    if (c.value == '-') {
      while (end < text_.size() && text_[end] == '-') ++end;
    }
    const bool single_open = (c.value == '\'' || c.value == 0x2018) && is_word_start(peek(end));
    push(end, TokenKind::mark);
    std::string& lower = tokens_.back().lower;
    if (c.value == 0x201C || c.value == 0x201D || c.value == 0xAB || c.value == 0xBB ||
        c.value == 0x201E) {
      lower = "\"";
    } else if (c.value == 0x2013 || c.value == 0x2014 || c.value == 0x2212 || c.value == '-') {
      lower = "--";
    } else if (single_open) {
      lower = "'(";
      quote_open_ = true;
    } else if (is_apostrophe(c.value) || c.value == 0x2018) {
      lower = "')";
      quote_open_ = false;
    }
  }

  std::string_view text_;
  std::size_t base_;
  std::size_t at_ = 0;
  bool space_ = true;
  bool joined_ = false;
  bool quote_open_ = false;
  std::vector<Token> tokens_;
};

}  // namespace

std::string to_lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const unsigned char byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      out += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : text[i];
      ++i;
      continue;
    }
    const CodePoint c = code_point_at(text, i);
    if (is_apostrophe(c.value)) {
      out += '\'';
    } else {
      append_utf8(out, static_cast<char32_t>(u_tolower(to_code(c.value))));
    }
    i = c.next;
  }
  return out;
}

std::vector<Token> tokenize(std::string_view text, std::size_t base) {
  return Tokenizer(text, base).run();
}

}  // namespace servanda
