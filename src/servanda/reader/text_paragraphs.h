// The body of an article cut at its numbered paragraphs and lettered points.
//
//   paragraphs_of("1. The Parties shall (a) dig; and (b) draw. 2. Nothing else.", 0)
//     // "1" with points "a" and "b", "2"
//
// Numbers count only where they follow each other (1, 2, 3 …; a, b, c …): a year or a reference at
// the beginning of a sentence begins no paragraph. Spans are moved by `offset`.
#ifndef SERVANDA_READER_TEXT_PARAGRAPHS_H_
#define SERVANDA_READER_TEXT_PARAGRAPHS_H_

#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/text.h"

namespace servanda {

struct TextPoint {
  std::string label;  ///< "a", "iv"
  Span span;          ///< without its label
};

struct TextParagraph {
  std::string number;  ///< empty for words before the first number, or without any
  Span span;           ///< without its number
  std::vector<TextPoint> points = {};
};

std::vector<TextParagraph> paragraphs_of(std::string_view body, std::size_t offset);

}  // namespace servanda

#endif  // SERVANDA_READER_TEXT_PARAGRAPHS_H_
