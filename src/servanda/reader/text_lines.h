// The lines of a treaty's text, without what printing added to them.
//
//   lines_of("## Article 3\n\n- 12 -\n")     // "Article 3" (marked), "", "- 12 -" (noise)
//
// Noise is what a printed series or a data base put between the lines of the treaty: page numbers,
// running headers and footers (lines that recur at the edge of pages, or often and alone), links,
// notes below a rule at the foot of a page. Spans point into the text as given.
#ifndef SERVANDA_READER_TEXT_LINES_H_
#define SERVANDA_READER_TEXT_LINES_H_

#include <string_view>
#include <vector>

#include "servanda/base/text.h"

namespace servanda {

struct TextLine {
  std::string_view text;  ///< trimmed, without marks of headings
  Span bytes;
  bool marked = false;  ///< a heading by its marks (#)
  bool cut = false;     ///< ends where an article begins, not at a line end
  bool noise = false;
};

/// Lines of several hundred letters are cut where an article begins within them: texts that lost
/// their line breaks. Linear.
std::vector<TextLine> lines_of(std::string_view text);

}  // namespace servanda

#endif  // SERVANDA_READER_TEXT_LINES_H_
