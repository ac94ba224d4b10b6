// Which treaty a place in the text speaks of: titles, parties, years, and short forms ("the pact").
#ifndef SERVANDA_READER_TREATIES_H_
#define SERVANDA_READER_TREATIES_H_

#include <set>
#include <string>
#include <vector>

#include "servanda/reader/view.h"

namespace servanda {

/// A treaty of the document, as far as it is known.
struct FoundTreaty {
  TreatyFact fact = {};
  std::set<std::string> words = {};  ///< content words of its title and other names
  std::size_t sentence = 0;          ///< where it was first named
  Span quote = {};
  bool named = false;  ///< by more than a bare noun
  std::size_t mentions = 0;
};

/// Follows the treaties through a document, sentence by sentence.
class TreatyTracker {
 public:
  explicit TreatyTracker(const std::string& document) : document_(document) {}

  /// Finds the mentions of one sentence (its names and dates are there), and what each refers to.
  void read(SentenceView& view, std::size_t sentence);

  std::vector<FoundTreaty>& treaties() { return treaties_; }
  const std::vector<FoundTreaty>& treaties() const { return treaties_; }
  /// The treaty that the text speaks of now; nothing before the first.
  std::optional<std::size_t> current() const { return current_; }
  void set_current(std::size_t treaty) { current_ = treaty; }

 private:
  struct Features;
  std::optional<TreatyMention> mention_at(const SentenceView& view, std::size_t head) const;
  Features features_of(const SentenceView& view, const TreatyMention& mention) const;
  std::optional<std::size_t> refer(const SentenceView& view, const TreatyMention& mention,
                                   const Features& features, std::size_t sentence);

  const std::string& document_;
  std::vector<FoundTreaty> treaties_;
  std::optional<std::size_t> current_;
};

/// Is this (lower-case) word a noun for a treaty?
bool is_treaty_noun(std::string_view word);

}  // namespace servanda

#endif  // SERVANDA_READER_TREATIES_H_
