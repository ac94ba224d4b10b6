#include "servanda/language/document.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <memory>

#include "servanda/base/utf8.h"

namespace servanda {
namespace {

// Words whose full stop ends no sentence.
constexpr std::array<std::string_view, 33> kAbbreviations{
    "mr",  "mrs", "ms",  "dr",  "prof", "gen", "lt",  "col", "sen", "rep",  "gov",
    "st",  "jan", "feb", "mar", "apr",  "jun", "jul", "aug", "sep", "sept", "oct",
    "nov", "dec", "no",  "art", "vs",   "inc", "ltd", "co",  "u.s", "u.n",  "u.k"};

bool is_space(char32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0xA0;
}

bool is_word_character(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  // General punctuation, currency and CJK punctuation are no letters; nearly everything else is.
  return !(c >= 0x2000 && c <= 0x206F) && !(c >= 0x20A0 && c <= 0x20CF) &&
         !(c >= 0x3000 && c <= 0x303F) && c != 0xAB && c != 0xBB && c != 0xA0 && c != 0xFFFD;
}

/// U+2019 is the apostrophe of most newsrooms.
bool is_apostrophe(char32_t c) {
  return c == '\'' || c == 0x2019;
}

std::string lowered(std::string_view text) {
  std::string lower;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = code_point_at(text, i);
    if (is_apostrophe(point.value)) {
      lower += '\'';
    } else if (point.value < 0x80) {
      const char c = static_cast<char>(point.value);
      lower += (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
    } else {
      lower.append(text.substr(i, point.next - i));
    }
    i = point.next;
  }
  return lower;
}

/// Where a word that begins at `begin` ends. Hyphens, full stops and commas inside figures and
/// abbreviations ("U.S.", "20-year", "1,500", "3.5") belong to it; an apostrophe ends it.
std::size_t word_end(std::string_view text, std::size_t begin, std::size_t limit) {
  std::size_t at = begin;
  bool digits_only = true;
  while (at < limit) {
    const CodePoint point = code_point_at(text, at);
    const char32_t c = point.value;
    if (is_word_character(c)) {
      digits_only = digits_only && c >= '0' && c <= '9';
      at = point.next;
      continue;
    }
    const bool more =
        point.next < limit && is_word_character(code_point_at(text, point.next).value);
    if (!more) {
      // "U.S." keeps its last full stop.
      const bool abbreviation = c == '.' && at - begin >= 3 && text[begin + 1] == '.';
      return abbreviation ? point.next : at;
    }
    const char32_t next = code_point_at(text, point.next).value;
    const bool inside = c == '-' ||
                        (c == '.' && (digits_only ? next >= '0' && next <= '9'
                                                  : at - begin == 1 || text[at - 2] == '.')) ||
                        (c == ',' && digits_only && next >= '0' && next <= '9');
    if (!inside) return at;
    at = point.next;
  }
  return at;
}

void add_token(Sentence& sentence, std::string_view text, Span span) {
  Token token;
  token.text = span.of(text);
  token.span = span;
  token.lower = lowered(token.text);
  const char32_t first = code_point_at(token.text, 0).value;
  token.number = first >= '0' && first <= '9';
  token.punctuation = !is_word_character(first) && !is_apostrophe(first);
  // Latin capitals with accents, and Cyrillic ones.
  token.capital = (first >= 'A' && first <= 'Z') || (first >= 0xC0 && first <= 0xDE) ||
                  (first >= 0x410 && first <= 0x42F);
  sentence.tokens.push_back(std::move(token));
}

void tokenise(std::string_view text, Sentence& sentence) {
  std::size_t at = sentence.span.begin;
  const std::size_t end = sentence.span.end;
  while (at < end) {
    const CodePoint point = code_point_at(text, at);
    if (is_space(point.value)) {
      at = point.next;
      continue;
    }
    if (is_word_character(point.value)) {
      const std::size_t stop = word_end(text, at, end);
      add_token(sentence, text, {at, stop});
      at = stop;
      continue;
    }
    if (is_apostrophe(point.value) && point.next < end && at > sentence.span.begin &&
        is_word_character(code_point_at(text, point.next).value) &&
        !is_space(code_point_at(text, at - 1).value)) {
      // "'s", "'t": a token of its own, with its apostrophe.
      const std::size_t stop = word_end(text, point.next, end);
      if (stop - point.next <= 2) {
        add_token(sentence, text, {at, stop});
        at = stop;
        continue;
      }
    }
    add_token(sentence, text, {at, point.next});
    at = point.next;
  }
}

bool ends_with_abbreviation(std::string_view sentence) {
  std::size_t end = sentence.size();
  while (end > 0 && (is_space(static_cast<unsigned char>(sentence[end - 1])))) --end;
  if (end == 0 || sentence[end - 1] != '.') return false;
  std::size_t begin = --end;
  while (begin > 0 && sentence[begin - 1] != ' ' && sentence[begin - 1] != '\n' &&
         sentence[begin - 1] != '(')
    --begin;
  const std::string word = lowered(sentence.substr(begin, end - begin));
  if (word.size() == 1 && word != "i") return true;  // an initial
  return std::find(kAbbreviations.begin(), kAbbreviations.end(), word) != kAbbreviations.end();
}

void add_sentence(Document& document, Span span, std::size_t paragraph) {
  const std::string_view text = document.text;
  while (span.begin < span.end && is_space(code_point_at(text, span.begin).value)) {
    span.begin = code_point_at(text, span.begin).next;
  }
  while (span.end > span.begin && is_space(static_cast<unsigned char>(text[span.end - 1])))
    --span.end;
  while (span.size() > kLongestSentence) {
    std::size_t cut = text.rfind(' ', span.begin + kLongestSentence);
    if (cut == std::string_view::npos || cut <= span.begin) {
      cut = span.begin + kLongestSentence;
      while ((static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;
    }
    Sentence part{{span.begin, cut}, paragraph};
    tokenise(text, part);
    if (!part.tokens.empty()) document.sentences.push_back(std::move(part));
    span.begin = cut;
  }
  Sentence sentence{span, paragraph};
  tokenise(text, sentence);
  if (!sentence.tokens.empty()) document.sentences.push_back(std::move(sentence));
}

void split_paragraph(Document& document, Span span, std::size_t paragraph) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createSentenceInstance(icu::Locale::getEnglish(), status));
  UText text = UTEXT_INITIALIZER;
  utext_openUTF8(&text, document.text.data() + span.begin, static_cast<std::int64_t>(span.size()),
                 &status);
  if (U_FAILURE(status)) {
    utext_close(&text);
    add_sentence(document, span, paragraph);
    return;
  }
  breaks->setText(&text, status);
  std::size_t begin = span.begin;
  for (std::int32_t end = breaks->next(); end != icu::BreakIterator::DONE; end = breaks->next()) {
    const std::size_t stop = span.begin + static_cast<std::size_t>(end);
    // A line that was only wrapped goes on: ICU takes every line end for an end.
    const bool wrapped = stop < span.end && document.text[stop - 1] == '\n' &&
                         document.text[stop] >= 'a' && document.text[stop] <= 'z';
    if (wrapped) continue;
    if (stop < span.end &&
        ends_with_abbreviation(std::string_view(document.text).substr(begin, stop - begin)))
      continue;
    add_sentence(document, {begin, stop}, paragraph);
    begin = stop;
  }
  if (begin < span.end) add_sentence(document, {begin, span.end}, paragraph);
  utext_close(&text);
}

}  // namespace

Document analyse(std::string text) {
  Document document{std::move(text)};
  std::size_t begin = 0;
  std::size_t paragraph = 0;
  const auto close = [&](std::size_t end) {
    // ICU counts in 32 bits; a paragraph of that size is cut first.
    constexpr std::size_t kPiece = 1 << 20;
    while (end - begin > kPiece) {
      std::size_t cut = begin + kPiece;
      while ((static_cast<unsigned char>(document.text[cut]) & 0xC0U) == 0x80U) --cut;
      split_paragraph(document, {begin, cut}, paragraph);
      begin = cut;
    }
    if (end > begin) split_paragraph(document, {begin, end}, paragraph);
    ++paragraph;
  };
  for (std::size_t i = 0; i < document.text.size(); ++i) {
    if (document.text[i] != '\n') continue;
    // A line that ends without an end mark goes on only where the next begins in lower case.
    std::size_t next = i + 1;
    while (next < document.text.size() &&
           (document.text[next] == ' ' || document.text[next] == '\r'))
      ++next;
    const bool goes_on =
        next < document.text.size() && document.text[next] >= 'a' && document.text[next] <= 'z';
    if (goes_on) continue;
    close(i);
    begin = i + 1;
  }
  close(document.text.size());
  return document;
}

Document analyse_line(std::string text) {
  Document document{std::move(text)};
  add_sentence(document, {0, document.text.size()}, 0);
  return document;
}

}  // namespace servanda
