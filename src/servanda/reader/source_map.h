// From a text that was taken out of a file back to the bytes of that file.
//
//   TextWriter writer;                       // what the readers of formats write with
//   writer.put("Lamps &", raw, 3);           // raw: "<p>Lamps &amp; more", from its byte 3
//   writer.places().source({6, 7})           // bytes 9..14 of raw: the entity
//
// Kept are only the points where text and source stop running side by side: some hundred for a
// treaty. A span that begins or ends in what was inserted (a line end, "# " before a heading) is
// told without it.
#ifndef SERVANDA_READER_SOURCE_MAP_H_
#define SERVANDA_READER_SOURCE_MAP_H_

#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/text.h"

namespace servanda {

class SourceMap {
 public:
  /// From here on the text runs beside the source. Both only grow. `whole`: one sign of the text
  /// stands for so many bytes of the source (an entity).
  void add(std::size_t text, std::size_t source, std::size_t whole = 0);
  /// From here on, up to the next point, the text stands nowhere in the source.
  void add_inserted(std::size_t text);
  /// The bytes of the source behind a span of the text: from its first byte to behind its last.
  /// Logarithmic.
  Span source(Span text) const;
  bool empty() const { return points_.empty(); }

  /// The source was itself decoded from another encoding: `utf8` is what came of the bytes.
  /// Encodings of one byte a letter, UTF-16, and a mark before UTF-8. Without map points the text
  /// is `utf8` itself. False where bytes were replaced: then no place can be told.
  bool decoded_from(std::string_view encoding, std::string_view utf8, std::string_view bytes,
                    std::size_t replaced);

 private:
  struct Point {
    std::size_t text;
    std::size_t source;
    std::size_t whole;
    bool inserted = false;
  };
  struct Place {
    std::size_t begin;
    std::size_t end;  ///< of the byte or entity that stands there
  };
  Place place_of(std::size_t text) const;
  /// How far the source was followed when the text has come to `text`.
  std::size_t reached(std::size_t text) const;
  std::size_t byte_of(std::size_t utf8) const;

  std::vector<Point> points_;
  std::size_t mark_ = 0;  ///< bytes of a mark before the text
  std::size_t unit_ = 0;  ///< bytes a letter, of UTF-16 or one-byte encodings; 0 for UTF-8
  std::string utf8_;      ///< where a letter has not as many bytes as in UTF-8
  std::vector<std::size_t> steps_;  ///< bytes before every 4096th of utf8_
};

/// Collects the text of a document in lines, and where each piece of it comes from.
class TextWriter {
 public:
  /// Running words, blanks folded into one. `raw` is the whole source, in which they stand from
  /// byte `at` on, perhaps with entities in the place of signs. Where they end in the source.
  std::size_t words(std::string_view words, std::string_view raw, std::size_t at);
  /// As they are, blanks and all.
  std::size_t put(std::string_view words, std::string_view raw, std::size_t at);
  /// What stands nowhere in the source.
  void insert(std::string_view sign);
  /// Blanks at the end dropped, then a line end unless one is there.
  void end_line();

  const std::string& text() const { return out_; }
  std::string take() { return std::move(out_); }
  SourceMap take_places() { return std::move(places_); }

 private:
  std::size_t put(std::string_view words, std::string_view raw, std::size_t at, bool fold);

  std::string out_;
  SourceMap places_;
};

}  // namespace servanda

#endif  // SERVANDA_READER_SOURCE_MAP_H_
