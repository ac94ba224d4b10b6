#include "servanda/reader/text_sentences.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "servanda/language/tokens.h"
#include "servanda/reader/text_blanks.h"
#include "servanda/reader/text_numbers.h"

namespace servanda {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
/// A word divided at the end of a line: how much of `rest`, from the hyphen on, falls away; 0 for
/// a hyphen that belongs there, as in compounds with a prefix that is written with one.
std::size_t divided_word(std::string_view before, std::string_view rest) {
  const std::size_t next = rest.find_first_not_of(" \n\r\t\f", 1);
  if (next == std::string_view::npos || rest.substr(0, next).find('\n') == std::string_view::npos)
    return 0;
  const auto letter = [](char c) { return is_lower(c) || (static_cast<unsigned char>(c) & 0x80U); };
  if (!letter(rest[next]) || before.empty() || !letter(before.back())) return 0;
  for (const std::string_view prefix :
       {" non",   " self",  " co",     " vice",   " long",  " short", " half",
        " sub",   " ex",    " well",   "wenty",   "hirty",  " forty", " fifty",
        " sixty", "eventy", " eighty", " ninety", "quatre", "vingt"}) {
    if (before.ends_with(prefix)) return 0;
  }
  return next;
}

/// Signs that are not simply kept: blanks, marks of layout, and the first bytes of what is
/// replaced.
constexpr std::array<bool, 256> kSpecial = [] {
  std::array<bool, 256> special{};
  for (const char c : std::string_view(" \n\r\t\f#*<][-\xE2\xC2"))
    special[static_cast<unsigned char>(c)] = true;
  return special;
}();

/// `small`: the text lost its capitals.
bool ends_sentence(const std::string& text, std::size_t at, bool small_text) {
  if (text[at] != '.' && text[at] != ';') return false;
  if (at + 1 >= text.size()) return true;
  if (text[at + 1] != ' ') {
    if (text[at] != '.' || at < 2) return false;
    // "…force.2. The", "…duration.Each Party", "…Article X.Thereafter": printed without a blank.
    const auto small = [&](std::size_t i) {
      return i < text.size() && text[i] >= 'a' && text[i] <= 'z';
    };
    const auto capital = [&](std::size_t i) {
      return i < text.size() && text[i] >= 'A' && text[i] <= 'Z';
    };
    const bool word = small(at - 1) && (small(at - 2) || capital(at - 2));
    if (text[at + 1] >= '0' && text[at + 1] <= '9') return small(at - 1);
    if (text[at + 1] == '(' && at + 4 < text.size() &&
        (text[at + 3] == ')' || text[at + 4] == ')')) {
      return word;
    }
    const bool number = text[at - 1] == 'I' || text[at - 1] == 'V' || text[at - 1] == 'X' ||
                        (text[at - 1] >= '0' && text[at - 1] <= '9') || text[at - 1] == ')';
    if (small_text && word && small(at + 1) && small(at + 2)) return true;
    return (word || number) && capital(at + 1) && small(at + 2) && small(at + 3);
  }
  if (text[at] == ';') return true;
  // "No. 3", "art. 5", "e.g. this", initials and numbers of paragraphs.
  std::size_t begin = at;
  while (begin > 0 && text[begin - 1] != ' ') --begin;
  const std::string_view word(text.data() + begin, at - begin);
  static constexpr std::array<std::string_view, 12> kAbbreviations{
      "No", "no", "Art", "art", "para", "paras", "e.g", "i.e", "Mr", "Vol", "cf", "ca"};
  if (std::find(kAbbreviations.begin(), kAbbreviations.end(), word) != kAbbreviations.end())
    return false;
  // "in accordance with Article X. Thereafter …": a number, not an initial.
  if (!word.empty() && word.find_first_not_of("IVXLC") == std::string_view::npos && begin >= 8) {
    const std::string_view before(text.data() + begin - 8, 8);
    if (before == "Article " || before == "article ") return true;
  }
  // "… Secretary-General . 2. Such": a blank before the full stop is a slip of the printing.
  if (word.empty()) return at >= 2 && is_lower(text[at - 2]);
  if (word.size() == 1) return false;
  if (word == "г" || word == "ст" || word == "п" || word == "гг") return false;
  const bool number =
      std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!number || word.size() > 2) return true;
  // "… in Article 14. Either Party": a number that something is called by ends a sentence; one
  // that begins it ("14. Either Party") counts paragraphs.
  if (begin < 2) return false;
  const std::size_t blank = text.rfind(' ', begin - 2);
  const std::string_view before(text.data() + (blank == std::string::npos ? 0 : blank + 1),
                                begin - 1 - (blank == std::string::npos ? 0 : blank + 1));
  static constexpr std::array<std::string_view, 12> kCalled{
      "Article", "article", "Articles",  "articles", "paragraph", "paragraphs",
      "Annex",   "Part",    "Paragraph", "and",      "to",        "or"};
  return std::find(kCalled.begin(), kCalled.end(), before) != kCalled.end();
}

}  // namespace

void Stretch::skip_to(std::size_t offset) {
  if (offset > at_) mapped_.replace(offset - at_, "");
  at_ = std::max(at_, offset);
}

void Stretch::take(std::size_t end) {
  const auto special = [&](std::size_t at) {
    return kSpecial[static_cast<unsigned char>(original_[at])];
  };
  while (at_ < end) {
    // Words with one blank between them, as most are, go over in one piece.
    std::size_t plain = at_;
    while (plain < end && (!special(plain) || (original_[plain] == ' ' && plain > at_ &&
                                               plain + 1 < end && !special(plain + 1)))) {
      ++plain;
    }
    if (plain > at_) {
      mapped_.keep(plain - at_);
      at_ = plain;
      continue;
    }
    const char c = original_[at_];
    const std::string_view rest = original_.substr(at_, end - at_);
    if (const std::size_t divided =
            c == '-' ? divided_word(mapped_.text(), original_.substr(at_, 200)) : 0;
        divided > 0) {
      mapped_.replace(divided, "");
      at_ += divided;
    } else if (is_blank(c) || c == '#' || c == '*') {
      std::size_t blanks = 1;
      while (at_ + blanks < end &&
             (is_blank(original_[at_ + blanks]) || original_[at_ + blanks] == '#' ||
              original_[at_ + blanks] == '*')) {
        ++blanks;
      }
      const bool wanted = !mapped_.text().empty() && mapped_.text().back() != ' ';
      mapped_.replace(blanks, wanted ? " " : "");
      at_ += blanks;
    } else if (rest.starts_with("<sup>")) {
      drop_until(rest, "</sup>");
    } else if (rest.starts_with("](")) {
      drop_until(rest, ")");
    } else if (rest.starts_with("[Red:")) {
      drop_until(rest, "]");
    } else if (rest.starts_with("\xE2\x80\x99") || rest.starts_with("\xE2\x80\x98")) {
      mapped_.replace(3, "'");
      at_ += 3;
    } else if (rest.starts_with("\xC2\xA0")) {
      mapped_.replace(2, " ");
      at_ += 2;
    } else if (rest.starts_with("\xC2\xAD")) {
      mapped_.replace(2, "");  // where a word may be divided
      at_ += 2;
    } else {
      mapped_.keep(1);
      ++at_;
    }
  }
}

void Stretch::sentences(std::size_t article, std::vector<TextSentence>& out,
                        const SentenceStyle& style) const {
  const std::string& text = mapped_.text();
  std::size_t begin = 0;
  const auto capitals = static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; }));
  const bool small_text = capitals * 200 < text.size();
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool last = at + 1 == text.size();
    if (!last && !ends_sentence(text, at, small_text)) continue;
    std::size_t from = begin;
    while (from < at && text[from] == ' ') ++from;
    begin = at + 1;
    if (at <= from + 2) continue;
    TextSentence sentence;
    sentence.cased = text.substr(from, at + 1 - from);
    // "force1. this": the number of a paragraph that stuck to the word before.
    std::string_view words = sentence.cased;
    while (!words.empty() && std::string_view(" .;,:").find(words.back()) != std::string_view::npos)
      words.remove_suffix(1);
    std::string lower = to_lower(words);
    if (style.blanks_lost) lower = with_blanks(lower);
    sentence.plain = with_figures(lower, style.language);
    sentence.topics = topics_of(sentence.plain, style.language);
    sentence.bytes = mapped_.to_original({from, at + 1});
    sentence.article = article;
    out.push_back(std::move(sentence));
  }
}

void Stretch::drop_until(std::string_view rest, std::string_view mark) {
  constexpr std::size_t kFarthest = 2000;
  const std::size_t found = rest.substr(0, kFarthest).find(mark);
  const std::size_t length = found == std::string_view::npos ? 1 : found + mark.size();
  mapped_.replace(length, "");
  at_ += length;
}

std::string_view without_number(std::string_view sentence) {
  static const RE2 kNumber(R"(^(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s*){1,3})");
  re2::StringPiece rest(sentence.data(), sentence.size());
  RE2::Consume(&rest, kNumber);
  return {rest.data(), rest.size()};
}

std::string clean(std::string_view original, Span span) {
  Stretch stretch(original);
  stretch.skip_to(span.begin);
  stretch.take(span.end);
  std::string text = stretch.text();
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

}  // namespace servanda
