// Where sentences begin and end.
//
//   std::string_view text = "Mr. Peskov spoke on Sept. 20. The U.S. agreed.";
//   for_each_sentence(text, use)   // {0, 29}, {30, 46}: neither "Mr." nor "Sept." ends one
//
// ICU's sentence break proposes; a list of abbreviations joins again what it cut, line breaks and
// paragraph breaks always end a sentence where the next line begins a new one (headings, lists).
// A stretch without any break is cut at a space after 4,000 bytes, so that everything behind works
// on pieces of bounded size. Linear.
#ifndef SERVANDA_LANGUAGE_SENTENCES_H_
#define SERVANDA_LANGUAGE_SENTENCES_H_

#include <cstddef>
#include <functional>
#include <string_view>

#include "servanda/base/text.h"

namespace servanda {

/// A sentence, trimmed of white space, and whether it opens a paragraph.
struct SentenceSpan {
  Span span;
  bool opens_paragraph = false;
};

/// Calls `use` for every sentence in order; nothing is kept, so that a text of any size passes.
void for_each_sentence(std::string_view text, const std::function<void(const SentenceSpan&)>& use);

}  // namespace servanda

#endif  // SERVANDA_LANGUAGE_SENTENCES_H_
