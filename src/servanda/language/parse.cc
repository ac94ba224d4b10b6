#include "servanda/language/parse.h"

#include <algorithm>

#include "servanda/language/syntactic_words.h"

namespace servanda {

bool relation_is(std::string_view relation, std::string_view wanted) {
  return relation.starts_with(wanted) &&
         (relation.size() == wanted.size() || relation[wanted.size()] == ':');
}

int Tree::word_at(std::size_t offset) const {
  const auto after =
      std::upper_bound(words.begin(), words.end(), offset,
                       [](std::size_t at, const ParsedWord& word) { return at < word.span.end; });
  if (after == words.end() || offset < after->span.begin) return -1;
  return static_cast<int>(after - words.begin());
}

int Tree::child(int word, std::string_view relation) const {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].head == word && relation_is(words[i].relation, relation))
      return static_cast<int>(i);
  }
  return -1;
}

bool Tree::hangs_on(int word, int ancestor) const {
  for (int at = words[static_cast<std::size_t>(word)].head; at >= 0;
       at = words[static_cast<std::size_t>(at)].head) {
    if (at == ancestor) return true;
  }
  return false;
}

Tree::Range Tree::subtree(int word) const {
  // Trees are projective: the range grows as long as a neighbour hangs on it.
  Range range{word, word + 1};
  while (range.begin > 0 && hangs_on(range.begin - 1, word)) --range.begin;
  while (range.end < static_cast<int>(words.size()) && hangs_on(range.end, word)) ++range.end;
  return range;
}

Tree Parser::parse(std::string_view text, Span sentence) const {
  return parse(text, syntactic_words(text, sentence));
}

Tree Parser::parse(std::string_view text, const std::vector<Span>& words) const {
  std::vector<std::string_view> forms;
  forms.reserve(words.size());
  for (const Span span : words) forms.push_back(span.of(text));
  std::vector<syntax::SeenWord> seen = syntax::see_words(forms);
  for (syntax::SeenWord& word : seen) word.ambiguity = tables_->ambiguity(word.lower);
  tag(seen);
  Tree tree;
  tree.words.resize(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    tree.words[i].span = words[i];
    tree.words[i].tag = tables_->tags()[seen[i].tag];
  }
  if (words.size() <= kLongestTree) {
    attach(seen, tree);
  } else {
    for (std::size_t i = 0; i < words.size(); ++i) {
      tree.words[i].head = static_cast<int>(i) - 1;
      tree.words[i].relation = i == 0 ? "root" : "dep";
    }
  }
  return tree;
}

void Parser::tag(std::vector<syntax::SeenWord>& words) const {
  syntax::FeatureList features;
  syntax::Scores scores;
  const auto count = static_cast<std::ptrdiff_t>(tables_->tags().size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    syntax::tag_features(words, i, features);
    tables_->tag_table().score(features, scores);
    const auto best = std::max_element(scores.begin(), scores.begin() + count);
    words[i].tag = static_cast<std::uint8_t>(best - scores.begin());
  }
}

void Parser::attach(std::vector<syntax::SeenWord>& words, Tree& tree) const {
  using syntax::Configuration;
  syntax::Configuration configuration(words.size());
  words.push_back(syntax::root_word());
  syntax::FeatureList features;
  syntax::Scores scores;
  const auto count = static_cast<std::ptrdiff_t>(tables_->relations().size());
  while (!configuration.finished()) {
    Configuration::Transition best = Configuration::shift;
    std::int32_t best_score = 0;
    std::int32_t second = 0;
    std::size_t allowed = 0;
    syntax::transition_features(words, configuration, features);
    tables_->transition_table().score(features, scores);
    for (const auto transition :
         {Configuration::shift, Configuration::left, Configuration::right}) {
      if (!configuration.allows(transition)) continue;
      const std::int32_t score = scores[transition];
      if (allowed == 0 || score > best_score) {
        second = best_score;
        best = transition;
        best_score = score;
      } else if (allowed == 1 || score > second) {
        second = score;
      }
      ++allowed;
    }
    if (best == Configuration::shift) {
      configuration.apply(best, 0);
      continue;
    }
    const Configuration::Arc arc = configuration.arc_of(best);
    syntax::relation_features(words, configuration, arc, features);
    tables_->relation_table().score(features, scores);
    // The first relation of the list is "root", and nothing else is.
    const auto relation = std::max_element(scores.begin() + 1, scores.begin() + count);
    const auto label = arc.head == configuration.root()
                           ? std::uint8_t{0}
                           : static_cast<std::uint8_t>(relation - scores.begin());
    configuration.apply(best, label);
    ParsedWord& dependent = tree.words[static_cast<std::size_t>(arc.dependent)];
    dependent.head = arc.head == configuration.root() ? -1 : arc.head;
    dependent.relation = tables_->relations()[label];
    dependent.margin = allowed > 1 ? best_score - second : 0;
  }
}

}  // namespace servanda
