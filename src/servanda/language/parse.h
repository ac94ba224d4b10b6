// Sentences with their tags and dependency trees, in the terms of Universal Dependencies.
//
//   Result<SyntaxTables> tables = SyntaxTables::map(path);
//   Parser parser(*tables);
//   Tree tree = parser.parse(text, {0, text.size()});      // "Tehran denied that it had signed."
//   tree.words[1].tag                                      // "VBD"
//   tree.child(1, "nsubj")                                 // 0: Tehran
//   tree.child(1, "ccomp")                                 // 5: signed
//   tree.child(1, "obj")                                   // -1: there is none
//
// A tree is a best guess: about one arc in five is wrong in news (docs/syntax.md has the figures).
// Use it as evidence beside words and names, and look at `margin`. Same tables and text, same tree,
// on every machine: whole numbers only. Linear in the sentence; above 100,000 words a second.
#ifndef SERVANDA_LANGUAGE_PARSE_H_
#define SERVANDA_LANGUAGE_PARSE_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "servanda/base/text.h"
#include "servanda/language/syntax_features.h"
#include "servanda/language/syntax_tables.h"

namespace servanda {

/// A syntactic word in its tree.
struct ParsedWord {
  Span span;                       ///< bytes of the text
  std::string_view tag = {};       ///< Penn tag (XPOS): "NNP", "VBD"; lives as long as the tables
  std::string_view relation = {};  ///< to its head: "nsubj", "nsubj:pass", "ccomp" …
  int head = -1;                   ///< index in the sentence; -1: the root
  std::int32_t margin = 0;  ///< how far the second best choice was when the arc was drawn; 0: none
};

struct Tree {
  std::vector<ParsedWord> words = {};

  /// The word that holds a byte, or -1.
  int word_at(std::size_t offset) const;
  /// The first child of a word in a relation; "nsubj" also finds "nsubj:pass". -1: none.
  int child(int word, std::string_view relation) const;
  /// First word and the one behind the last that hang on a word, itself included.
  struct Range {
    int begin = 0, end = 0;
  };
  Range subtree(int word) const;
  /// Does `word` hang on `ancestor`, directly or through others? A word does not hang on itself.
  bool hangs_on(int word, int ancestor) const;
};

/// Is `relation` the one asked for, or a subtype of it?
bool relation_is(std::string_view relation, std::string_view wanted);

class Parser {
 public:
  /// The tables must outlive the parser and its trees.
  explicit Parser(const SyntaxTables& tables) : tables_(&tables) {}

  /// Words, tags and tree of one sentence (see for_each_sentence). Sentences of more than
  /// kLongestTree words get words and tags only, each word hanging on the one before.
  Tree parse(std::string_view text, Span sentence) const;
  /// Tags and tree for words that are given.
  Tree parse(std::string_view text, const std::vector<Span>& words) const;

  static constexpr std::size_t kLongestTree = 400;

 private:
  void tag(std::vector<syntax::SeenWord>& words) const;
  void attach(std::vector<syntax::SeenWord>& words, Tree& tree) const;

  const SyntaxTables* tables_;
};

}  // namespace servanda

#endif  // SERVANDA_LANGUAGE_PARSE_H_
