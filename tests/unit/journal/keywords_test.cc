// The editors' grammars know the journal's words, and no others.

#include "servanda/journal/keywords.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>

#include "servanda/model/words.h"

namespace servanda {
namespace {

using Words = std::set<std::string, std::less<>>;

std::string file(const std::string& name) {
  std::ifstream in(std::string(SERVANDA_EXAMPLES "/../editors/") + name);
  std::stringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

template <typename List>
void add(Words& words, const List& list) {
  for (const std::string_view word : list) words.emplace(word);
}

Words lines() {
  Words words;
  for (const char* entry : {"treaty", "source", "pathway", "group", "claim"})
    add(words, line_keywords(entry));
  return words;
}

Words answers() {
  Words words;
  add(words, answer_keywords());
  add(words, claimed_status_words());
  return words;
}

template <typename List>
Words as_words(const List& list) {
  Words words;
  add(words, list);
  return words;
}

/// The longest list "(a|b|c)" of words in a pattern.
Words alternatives(const std::string& pattern) {
  Words best;
  for (std::size_t begin = pattern.find('('); begin != std::string::npos;
       begin = pattern.find('(', begin + 1)) {
    Words words;
    std::stringstream list(pattern.substr(begin + 1, pattern.find(')', begin) - begin - 1));
    for (std::string word; std::getline(list, word, '|');) words.insert(word);
    if (words.size() > best.size()) best = words;
  }
  return best;
}

TEST(EditorGrammars, TextMateKnowsTheWords) {
  const auto grammar = nlohmann::json::parse(file("treaty.tmLanguage.json"));
  const auto of = [&](const char* rule) {
    return alternatives(grammar["repository"][rule]["match"].get<std::string>());
  };
  EXPECT_EQ(of("entry"), as_words(entry_keywords()));
  EXPECT_EQ(of("act"), as_words(act_type_words()));
  EXPECT_EQ(of("line"), lines());
  EXPECT_EQ(of("part"), as_words(part_keywords()));
  EXPECT_EQ(of("answer"), answers());
}

TEST(EditorGrammars, VimKnowsTheWords) {
  const std::string text = file("treaty.vim");
  const auto of = [&](const std::string& rule) {
    Words words;
    const std::string head = "syntax keyword " + rule + " ";
    const std::size_t begin = text.find(head);
    std::size_t end = text.find('\n', begin);
    while (text.compare(end, 5, "\n  \\ ") == 0) end = text.find('\n', end + 1);
    std::stringstream list(text.substr(begin + head.size(), end - begin - head.size()));
    for (std::string word; list >> word;) {
      if (word != "\\") words.insert(word);
    }
    return words;
  };
  EXPECT_EQ(of("treatyEntry"), as_words(entry_keywords()));
  EXPECT_EQ(of("treatyAct"), as_words(act_type_words()));
  EXPECT_EQ(of("treatyPart"), as_words(part_keywords()));
  EXPECT_EQ(of("treatyAnswer"), answers());
  for (const std::string& word : lines()) {
    const bool there = text.find("(" + word + "\\|") != std::string::npos ||
                       text.find("|" + word + "\\") != std::string::npos;
    EXPECT_TRUE(there) << word;
  }
}

}  // namespace
}  // namespace servanda
