// Any bytes to sentences, words, trees and who says what: offsets on code points, one root, no
// circles.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "servanda/base/utf8.h"
#include "servanda/language/parse.h"
#include "servanda/language/sentences.h"
#include "servanda/reader/reported_speech.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

bool on_boundary(std::string_view text, std::size_t at) {
  return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);  // NOLINT
  static const auto tables = servanda::SyntaxTables::map(SERVANDA_SYNTAX_TABLES);
  require(tables.ok());
  const bool valid = !servanda::find_invalid_utf8(text);
  const servanda::Parser parser(*tables);
  std::size_t at = 0;
  servanda::SpeechReading reading;
  servanda::for_each_sentence(text, [&](const servanda::SentenceSpan& sentence) {
    require(sentence.span.begin >= at && sentence.span.end <= text.size());
    const servanda::Tree tree = parser.parse(text, sentence.span);
    at = sentence.span.begin;
    int roots = 0;
    for (const servanda::ParsedWord& word : tree.words) {
      require(word.span.begin >= at && word.span.begin < word.span.end);
      require(word.span.end <= sentence.span.end);
      if (valid) require(on_boundary(text, word.span.begin) && on_boundary(text, word.span.end));
      at = word.span.end;
      if (word.head < 0) ++roots;
      std::size_t steps = 0;
      for (int up = word.head; up >= 0; up = tree.words[static_cast<std::size_t>(up)].head)
        require(++steps < tree.words.size());
    }
    require(roots == (tree.words.empty() ? 0 : 1));
    at = sentence.span.end;
    servanda::read_reported_speech(text, tree, sentence.opens_paragraph, reading);
  });
  const auto holds = [&](servanda::Span span) {
    require(span.begin < span.end && span.end <= text.size());
    if (valid) require(on_boundary(text, span.begin) && on_boundary(text, span.end));
  };
  for (const servanda::ReportedSpeech& one : reading.found) {
    holds(one.cue);
    if (one.source) holds(*one.source);
    require(!one.content.empty());
    for (const servanda::Span part : one.content) holds(part);
  }
  return 0;
}
