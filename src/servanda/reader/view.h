// A sentence of a dispatch with everything that was found in it: the reader's working table.
// Inside the room: reader.h is what others use.
#ifndef SERVANDA_READER_VIEW_H_
#define SERVANDA_READER_VIEW_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/language/dates_in_text.h"
#include "servanda/language/document.h"
#include "servanda/language/names.h"
#include "servanda/model/statement.h"

namespace servanda {

/// A place in a sentence that speaks of a treaty.
struct TreatyMention {
  std::size_t begin = 0;  ///< tokens, half-open
  std::size_t end = 0;
  std::size_t head = 0;    ///< the noun: "treaty", "pact" …
  std::size_t treaty = 0;  ///< index into the document's treaties
};

struct SentenceView {
  const Sentence* sentence = nullptr;
  std::vector<Name> names = {};
  std::vector<DateInText> dates = {};
  std::vector<TreatyMention> treaties = {};
  std::size_t first_token = 0;  ///< behind a dateline
  bool headline = false;

  const std::vector<Token>& tokens() const { return sentence->tokens; }
  std::string_view lower(std::size_t i) const {
    return i < sentence->tokens.size() ? std::string_view(sentence->tokens[i].lower)
                                       : std::string_view();
  }
  /// The words come next at `i`.
  bool says(std::size_t i, std::string_view words) const;
  /// The words stand anywhere in [from, to).
  std::optional<std::size_t> find(std::string_view words, std::size_t from = 0,
                                  std::size_t to = std::string_view::npos) const;
  const Name* name_at(std::size_t token) const;
  bool in_treaty(std::size_t token) const;
  std::string text(const std::string& document, std::size_t begin, std::size_t end) const;
};

/// The actor that a name stands for.
Actor actor_of(const Name& name);

/// Adds institutions that are named by their state and a common noun ("Iran's parliament", "Russian
/// lawmakers", "the upper house"); `last_state` is what a bare noun belongs to.
void add_common_bodies(SentenceView& view, const std::string& document, std::string& last_state);

/// The rows of a table, split at tabs; comment lines left out.
std::vector<std::vector<std::string>> table_rows(std::string_view table);

}  // namespace servanda

#endif  // SERVANDA_READER_VIEW_H_
