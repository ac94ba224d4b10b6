#include "servanda/language/sentences.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>

#include "servanda/language/tokens.h"

namespace servanda {
namespace {

constexpr std::size_t kLongestSentence = 4000;
/// Handed to ICU at once; paragraphs beyond are cut at a space.
constexpr std::size_t kLongestBlock = 64UL * 1024UL;

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
}

Span trim(std::string_view text, Span span) {
  while (span.begin < span.end && is_blank(text[span.begin])) ++span.begin;
  while (span.end > span.begin && is_blank(text[span.end - 1])) --span.end;
  return span;
}

/// Moves back to the first byte of a code point.
std::size_t boundary(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)
    --at;
  return at;
}

/// The last space before `limit`, or a code point boundary where there is none.
std::size_t cut_before(std::string_view text, std::size_t begin, std::size_t limit) {
  for (std::size_t at = limit; at > begin + (limit - begin) / 2; --at) {
    if (is_blank(text[at - 1])) return at;
  }
  const std::size_t at = boundary(text, limit);
  return at > begin ? at : limit;
}

/// "Sept.", "Mr.", a single initial, "No." before a number: the point does not end the sentence.
bool ends_in_abbreviation(std::string_view sentence, std::string_view rest) {
  if (sentence.empty() || sentence.back() != '.') return false;
  std::size_t begin = sentence.size() - 1;
  while (begin > 0 && !is_blank(sentence[begin - 1]) && sentence[begin - 1] != '(' &&
         sentence.size() - begin < 16) {
    --begin;
  }
  const std::string word = to_lower(sentence.substr(begin, sentence.size() - 1 - begin));
  if (word.size() == 1 && word[0] >= 'a' && word[0] <= 'z') return true;  // an initial
  // Words of their own as well: short forms only before what they count.
  static constexpr std::array kBeforeNumbers = {"no", "art", "arts", "fig", "vol", "para", "pp"};
  for (const char* abbreviation : kBeforeNumbers) {
    if (word == abbreviation) return !rest.empty() && rest.front() >= '0' && rest.front() <= '9';
  }
  static constexpr std::array kShort = {"mr",     "mrs",  "ms",  "dr",  "prof", "gen", "col", "lt",
                                        "capt",   "adm",  "sgt", "sen", "rep",  "gov", "hon", "rev",
                                        "st",     "jan",  "feb", "mar", "apr",  "jun", "jul", "aug",
                                        "sep",    "sept", "oct", "nov", "dec",  "vs",  "cf",  "al",
                                        "approx", "est",  "ed",  "e.g", "i.e",  "maj", "brig"};
  for (const char* abbreviation : kShort) {
    if (word == abbreviation) return true;
  }
  return false;
}

/// "U.S. Secretary": ICU cuts before a capital; the next word decides.
bool ends_in_letters_with_points(std::string_view sentence) {
  return sentence.size() >= 4 && sentence.back() == '.' && sentence[sentence.size() - 3] == '.' &&
         sentence[sentence.size() - 2] >= 'A' && sentence[sentence.size() - 2] <= 'Z';
}

/// Ends in a quoted question or call: "… sign?"".
bool ends_in_quoted_question(std::string_view sentence) {
  for (const std::string_view quote : {"\"", "'", "\u201D", "\u2019"}) {
    if (!sentence.ends_with(quote)) continue;
    sentence.remove_suffix(quote.size());
    return sentence.ends_with('?') || sentence.ends_with('!');
  }
  return false;
}

/// Where a text that begins with a full date of its own goes on ("Thursday, May 7, 2015 On
/// Tuesday, …"): a dateline without any mark behind it. 0: it does not.
std::size_t end_of_date_line(std::string_view text) {
  static constexpr std::array<std::string_view, 7> kDays = {
      "Monday, ", "Tuesday, ", "Wednesday, ", "Thursday, ", "Friday, ", "Saturday, ", "Sunday, "};
  const auto day = std::find_if(kDays.begin(), kDays.end(),
                                [&](std::string_view name) { return text.starts_with(name); });
  if (day == kDays.end()) return 0;
  std::size_t at = day->size();
  const auto run = [&](auto test) {
    const std::size_t begin = at;
    while (at < text.size() && test(text[at])) ++at;
    return at - begin;
  };
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto mark = [&](std::string_view wanted) {
    if (text.substr(at, wanted.size()) != wanted) return false;
    at += wanted.size();
    return true;
  };
  if (run(letter) < 3 || !mark(" ") || run(digit) == 0 || !mark(", ") || run(digit) != 4) return 0;
  const std::size_t end = at;
  if (!mark(" ") || at >= text.size() || text[at] < 'A' || text[at] > 'Z') return 0;
  return end;
}

bool starts_like_sentence(std::string_view rest) {
  static constexpr std::array kOpeners = {
      "The ", "It ",   "He ",   "She ", "They ", "In ",     "On ",  "A ",   "An ",   "But ",
      "And ", "This ", "That ", "At ",  "For ",  "However", "Its ", "His ", "There "};
  for (const char* opener : kOpeners) {
    if (rest.starts_with(opener)) return true;
  }
  return false;
}

class Splitter {
 public:
  Splitter(std::string_view text, const std::function<void(const SentenceSpan&)>& use)
      : text_(text), use_(use) {
    UErrorCode status = U_ZERO_ERROR;
    iterator_.reset(icu::BreakIterator::createSentenceInstance(icu::Locale::getEnglish(), status));
    if (U_FAILURE(status)) iterator_.reset();
  }

  void run() {
    std::size_t begin = 0;
    while (begin < text_.size()) {
      const std::size_t end = paragraph_end(begin);
      const Span block = trim(text_, {begin, end});
      if (!block.empty()) {
        opens_ = opens_ || new_paragraph_;
        paragraph(block);
      }
      begin = end;
    }
  }

 private:
  /// A blank line ends a paragraph; a single line break does so where the line before was short of
  /// a full line or ended its sentence, and the next begins with a capital, a digit or a bracket.
  std::size_t paragraph_end(std::size_t begin) {
    std::size_t line = begin;
    for (;;) {
      const std::size_t stop = std::min(begin + kLongestBlock, text_.size());
      // Only up to the block's limit: a look beyond, repeated for every block, would be quadratic.
      const std::size_t found = text_.substr(line, stop > line ? stop - line : 0).find('\n');
      const std::size_t end = found == std::string_view::npos ? found : line + found;
      if (end == std::string_view::npos) {
        if (stop == text_.size()) {
          new_paragraph_ = started_fresh_;
          started_fresh_ = true;
          return text_.size();
        }
        new_paragraph_ = started_fresh_;
        started_fresh_ = false;
        return cut_before(text_, begin, stop);
      }
      std::size_t next = end + 1;
      while (next < text_.size() &&
             (text_[next] == ' ' || text_[next] == '\t' || text_[next] == '\r'))
        ++next;
      const bool blank = next >= text_.size() || text_[next] == '\n';
      if (blank || breaks_line(begin, line, end, next)) {
        new_paragraph_ = started_fresh_;
        started_fresh_ = true;
        return end + 1;
      }
      line = end + 1;
    }
  }

  bool breaks_line(std::size_t begin, std::size_t line, std::size_t end, std::size_t next) const {
    const Span trimmed = trim(text_, {std::max(begin, line), end});
    if (trimmed.empty()) return true;
    const char last = text_[trimmed.end - 1];
    const unsigned char first = static_cast<unsigned char>(text_[next]);
    const bool fresh = (first >= 'A' && first <= 'Z') || (first >= '0' && first <= '9') ||
                       first == '"' || first == '(' || first == '-' || first >= 0x80;
    if (!fresh) return false;
    const bool ended = last == '.' || last == '!' || last == '?' || last == ':' || last == '"';
    return ended || trimmed.size() < 60 || trimmed.size() > 100;
  }

  void paragraph(Span block) {
    if (!iterator_) return emit(block);
    UErrorCode status = U_ZERO_ERROR;
    UText* handle = utext_openUTF8(nullptr, text_.data() + block.begin,
                                   static_cast<std::int64_t>(block.size()), &status);
    if (U_FAILURE(status)) return emit(block);
    iterator_->setText(handle, status);
    std::size_t begin = block.begin;
    iterator_->first();
    for (std::int32_t at = iterator_->next(); at != icu::BreakIterator::DONE;
         at = iterator_->next()) {
      const std::size_t end = block.begin + static_cast<std::size_t>(at);
      const Span piece = trim(text_, {begin, end});
      if (end < block.end && (holds_on(piece, end) || joins_break(piece))) continue;
      emit(piece);
      begin = end;
    }
    utext_close(handle);
    if (begin < block.end) emit({begin, block.end});
  }

  bool holds_on(Span piece, std::size_t next) const {
    if (piece.size() > kLongestSentence) return false;
    const std::string_view sentence = piece.of(text_);
    while (next < text_.size() && is_blank(text_[next])) ++next;
    if (ends_in_abbreviation(sentence, text_.substr(next, 12))) return true;
    // "Will they sign?" asked the minister.
    if (next < text_.size() && text_[next] >= 'a' && text_[next] <= 'z' &&
        ends_in_quoted_question(sentence))
      return true;
    return ends_in_letters_with_points(sentence) && !starts_like_sentence(text_.substr(next, 12));
  }

  /// ICU breaks at every line break; a line that runs on is no sentence.
  bool joins_break(Span piece) const {
    if (piece.empty() || piece.size() > kLongestSentence) return false;
    const char last = text_[piece.end - 1];
    return last != '.' && last != '!' && last != '?' && last != '"' && last != ')' &&
           static_cast<unsigned char>(last) < 0x80;
  }

  void emit(Span span) {
    span = trim(text_, span);
    if (opens_) {
      if (const std::size_t date = end_of_date_line(span.of(text_)); date > 0) {
        pass({span.begin, span.begin + date});
        span = trim(text_, {span.begin + date, span.end});
      }
    }
    // The credit of a picture stands behind its caption, often without a mark between.
    for (const std::string_view credit : {" Image: ", " Photo: ", " Picture: "}) {
      const std::size_t at = span.of(text_).find(credit);
      if (at == std::string_view::npos) continue;
      pass({span.begin, span.begin + at});
      span = trim(text_, {span.begin + at, span.end});
    }
    pass(span);
  }

  void pass(Span span) {
    while (span.size() > kLongestSentence) {
      const std::size_t cut = cut_before(text_, span.begin, span.begin + kLongestSentence);
      use_({trim(text_, {span.begin, cut}), opens_});
      opens_ = false;
      span = trim(text_, {cut, span.end});
    }
    if (span.empty()) return;
    use_({span, opens_});
    opens_ = false;
  }

  std::string_view text_;
  const std::function<void(const SentenceSpan&)>& use_;
  std::unique_ptr<icu::BreakIterator> iterator_;
  bool opens_ = true;
  bool new_paragraph_ = true;
  bool started_fresh_ = true;
};

}  // namespace

void for_each_sentence(std::string_view text, const std::function<void(const SentenceSpan&)>& use) {
  Splitter(text, use).run();
}

}  // namespace servanda
