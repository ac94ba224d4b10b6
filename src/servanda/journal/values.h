// Values of a journal line: each function takes one, or says what is wrong and where.
//
// Inside the room: journal.h is what others use. A fault gives the line up; the next one starts
// afresh.
#ifndef SERVANDA_JOURNAL_VALUES_H_
#define SERVANDA_JOURNAL_VALUES_H_

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/text.h"
#include "servanda/journal/clause_words.h"
#include "servanda/journal/words_cursor.h"
#include "servanda/model/statement.h"

namespace servanda {

struct Fault {
  Span span;
  std::string message;
  std::string expected;
};
/// Nothing: all is well.
using Outcome = std::optional<Fault>;

/// What a reader of lines answers to a keyword that it does not know.
inline constexpr const char* kUnknownKey = "?";
inline Fault unknown_key() {
  return {{}, kUnknownKey, {}};
}

/// A word as messages show it: cut where it is longer than anybody reads.
std::string shown(std::string_view word);
Fault wrong(Span span, std::string message, std::string expected = {});
Fault missing(const WordsCursor& in, std::string what);
/// "did you mean …?", or all that it could have been.
std::string expected_words(std::string_view word, const std::vector<std::string_view>& words);

Outcome take_id(WordsCursor& in, std::string& id, std::string_view what);
Outcome take_string(WordsCursor& in, std::string& text, std::string_view what);
Outcome take_text(WordsCursor& in, std::string& text, std::string_view what);
Outcome take_date(WordsCursor& in, std::optional<Edtf>& date);
Outcome take_period(WordsCursor& in, std::optional<Period>& period);
Outcome take_act(WordsCursor& in, ActType& act);
Outcome take_optional_act(WordsCursor& in, std::optional<ActType>& act);
Outcome take_list(WordsCursor& in, std::vector<Actor>& actors);
Outcome take_one(WordsCursor& in, std::optional<Actor>& actor);
Outcome take_number(WordsCursor& in, int& number);
Outcome at_end(const WordsCursor& in);
/// A value that runs to the end of its line: in quotes, or bare.
Outcome take_line(WordsCursor& in, std::string& text);

template <typename T>
Outcome take_parsed(WordsCursor& in, std::optional<T>& value, Result<T> (*parse)(std::string_view),
                    std::string_view what) {
  const std::size_t begin = in.position();
  const std::string_view run = in.take_run();
  if (run.empty()) return missing(in, std::string(what));
  Result<T> parsed = parse(run);
  if (!parsed) return wrong(in.span_since(begin), parsed.error().message, std::string(what));
  value = *std::move(parsed);
  return {};
}

template <typename Enum>
Outcome take_word(WordsCursor& in, Enum& value, std::optional<Enum> (*find)(std::string_view),
                  const std::vector<std::string_view>& words, std::string_view what) {
  const std::string_view word = in.peek();
  const std::optional<Enum> found = find(word);
  if (!found) {
    if (word.empty()) return missing(in, std::string(what));
    return wrong(in.here(), fmt::format("unknown {} \"{}\"", what, shown(word)),
                 expected_words(word, words));
  }
  in.take();
  value = *found;
  return {};
}

template <typename T>
Outcome take_clause(WordsCursor& in, T& value,
                    Result<typename T::value_type> (*parse)(std::string_view)) {
  const std::size_t begin = in.position();
  const WordsCursor before = in;
  const std::string_view words = in.take_rest();
  if (words.empty()) return missing(before, "a clause in words");
  auto parsed = parse(words);
  if (!parsed) {
    // The clause counts its columns from its own beginning.
    Span span = before.here();
    std::string message = parsed.error().message;
    std::size_t column = 0;
    if (message.rfind("column ", 0) == 0) {
      const auto colon = message.find(": ");
      std::from_chars(message.data() + 7, message.data() + message.size(), column);
      if (colon != std::string::npos) message.erase(0, colon + 2);
      WordsCursor there = before;
      there.go_to(begin + (column > 0 ? column - 1 : 0));
      span = there.here();
      const std::string_view word = there.peek();
      const auto& known = clause_vocabulary();
      const bool spelt = std::find(known.begin(), known.end(), word) != known.end();
      const std::string_view near = spelt ? std::string_view{} : closest(word, known);
      if (!near.empty()) message = fmt::format("did you mean \"{}\"?", near);
    }
    return wrong(span, "the clause cannot be read", std::move(message));
  }
  value = *std::move(parsed);
  return {};
}

}  // namespace servanda

#endif  // SERVANDA_JOURNAL_VALUES_H_
