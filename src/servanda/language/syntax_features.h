// What the tagger and the parser look at: templates that turn a place in a sentence into features.
//
// The trainer and the program share this file, so that both see the same. A feature is a 64-bit mix
// of a template's number and what it saw; words enter as hashes of their text, never as ids of a
// list. Integers only: the same features with every compiler.
//
// Sources: Toutanova et al. 2003 (tagging), Zhang and Nivre 2011 (parsing), from their papers.
#ifndef SERVANDA_LANGUAGE_SYNTAX_FEATURES_H_
#define SERVANDA_LANGUAGE_SYNTAX_FEATURES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace servanda::syntax {

/// Classes of a table at most: tags, relations, transitions.
inline constexpr std::size_t kMaxClasses = 64;

using Hash = std::uint64_t;

constexpr Hash mix(Hash a, Hash b) {
  Hash h = (a ^ b) * 0x9E3779B97F4A7C15ULL;
  return h ^ (h >> 29U);
}

Hash hash_of(std::string_view text);

/// Features of one decision.
class FeatureList {
 public:
  static constexpr std::size_t kMost = 192;
  void clear() { size_ = 0; }
  template <typename... Values>
  void add(Hash number, Values... values) {
    Hash h = number * 0xD1B54A32D192ED03ULL;
    ((h = mix(h, static_cast<Hash>(values))), ...);
    if (size_ < features_.size()) features_[size_++] = h;
  }
  const Hash* begin() const { return features_.data(); }
  const Hash* end() const { return features_.data() + size_; }
  std::size_t size() const { return size_; }

 private:
  std::array<Hash, kMost> features_;
  std::size_t size_ = 0;
};

/// A word as the templates see it.
struct SeenWord {
  Hash form = 0;   ///< as written
  Hash lower = 0;  ///< lower case, digits as 0, a year as one symbol
  std::array<Hash, 3> prefixes = {};
  std::array<Hash, 4> suffixes = {};
  Hash shape = 0;               ///< runs of X, x, 0 cut at two
  std::uint32_t ambiguity = 0;  ///< which tags it had in training, as a number; 0: unknown
  std::uint8_t tag = 0;
};

/// Words as seen; a sentence that is all capitals is seen in lower case. `ambiguity` stays 0.
std::vector<SeenWord> see_words(const std::vector<std::string_view>& forms);

/// The stand-in for the root, behind the last word.
SeenWord root_word();

/// Features for the tag of word `at`; the tags before it are set.
void tag_features(const std::vector<SeenWord>& words, std::size_t at, FeatureList& out);

/// A parser's configuration in the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta 2011): a
/// stack, the words not yet read, the root behind the last of them.
class Configuration {
 public:
  enum Transition : std::uint8_t { shift, left, right };
  static constexpr std::size_t kTransitions = 3;

  explicit Configuration(std::size_t words);

  bool finished() const { return stack_.empty() && next_ == words_; }
  bool allows(Transition transition) const;
  /// The arc that `left` or `right` would add.
  struct Arc {
    int head = 0, dependent = 0;
  };
  Arc arc_of(Transition transition) const;
  /// `relation` is that of the new arc; ignored by shift.
  void apply(Transition transition, std::uint8_t relation);

  int root() const { return static_cast<int>(words_); }
  int next() const { return next_ < words_ ? static_cast<int>(next_) : root(); }
  const std::vector<int>& stack() const { return stack_; }
  /// The item `depth` below the top, -1 where there is none.
  int top(std::size_t depth) const {
    return depth < stack_.size() ? stack_[stack_.size() - 1 - depth] : -1;
  }
  /// The item `depth` behind the next word; the root comes last.
  int ahead(std::size_t depth) const {
    return next_ + depth <= words_ ? static_cast<int>(next_ + depth) : -1;
  }

  struct Node {
    int head = -1;
    std::uint8_t relation = 0;
    std::array<int, 2> leftmost = {-1, -1};   ///< outermost and the one inside of it
    std::array<int, 2> rightmost = {-1, -1};  ///< the same to the right
    std::uint8_t left_count = 0, right_count = 0;
    Hash left_relations = 0, right_relations = 0;  ///< sets, as bits
  };
  const Node& node(int at) const { return nodes_[static_cast<std::size_t>(at)]; }

 private:
  std::size_t words_;
  std::size_t next_ = 0;
  std::vector<int> stack_;
  std::vector<Node> nodes_;  ///< one more than words: the root
};

/// Features for the next transition. `words` holds one more than the sentence: the root.
void transition_features(const std::vector<SeenWord>& words, const Configuration& configuration,
                         FeatureList& out);

/// Features for the relation of an arc that is about to be added.
void relation_features(const std::vector<SeenWord>& words, const Configuration& configuration,
                       Configuration::Arc arc, FeatureList& out);

}  // namespace servanda::syntax

#endif  // SERVANDA_LANGUAGE_SYNTAX_FEATURES_H_
