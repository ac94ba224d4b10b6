// Bytes from anywhere to UTF-8, or the reason why not.
//
//   Result<DecodedText> text = decode(bytes);
//   text->utf8, text->encoding        // "…", "windows-1251"
//   decode("\x00\x01\x02…")           // Error: "binary data: NUL bytes from byte 0"
//
// A byte order mark decides; without one well-formed UTF-8 is UTF-8, and UTF-16 shows by its NULs.
// What is left is one byte a letter: Cyrillic (windows-1251) where high bytes stand side by side as
// words do, else Western (windows-1252). A text in UTF-8 with few broken bytes stays UTF-8, each
// broken byte becomes U+FFFD and is counted. The mark is dropped; line ends stay.
#ifndef SERVANDA_LANGUAGE_DECODE_H_
#define SERVANDA_LANGUAGE_DECODE_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "servanda/base/result.h"

namespace servanda {

struct DecodedText {
  std::string utf8;
  std::string encoding;      ///< "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1251", "windows-1252"
  std::size_t replaced = 0;  ///< bytes that could not be read and stand as U+FFFD
};

/// The largest document taken: more than any dispatch, less than what would fill the memory.
inline constexpr std::size_t kLargestDocument = std::size_t{1} << 30U;

/// err: parse for an empty document, binary data and for more than `limit` bytes. Linear, at most
/// three times the input in memory.
Result<DecodedText> decode(std::string_view bytes, std::size_t limit = kLargestDocument);

}  // namespace servanda

#endif  // SERVANDA_LANGUAGE_DECODE_H_
