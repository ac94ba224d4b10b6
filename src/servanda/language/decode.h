// Bytes of unknown origin to UTF-8, or the reason why not.
//
//   decode("\xFF\xFEd\x00u\x00m\x00" "a\x00")       // "duma", from UTF-16LE
//   decode(bytes of an image)                         // Error: this is no text: it has NUL bytes
//
// Tried in order: a byte order mark, UTF-8, UTF-16 without a mark (every second byte NUL),
// windows-1251 (where the letters are mostly Cyrillic), windows-1252.
#ifndef SERVANDA_LANGUAGE_DECODE_H_
#define SERVANDA_LANGUAGE_DECODE_H_

#include <string>
#include <string_view>

#include "servanda/base/result.h"

namespace servanda {

struct DecodedText {
  std::string utf8;
  std::string encoding;  ///< "UTF-8", "UTF-16LE", "windows-1251" …
};

/// err: parse: empty, NUL bytes, or so many control characters that it is no text. Linear.
Result<DecodedText> decode(std::string_view bytes);

}  // namespace servanda

#endif  // SERVANDA_LANGUAGE_DECODE_H_
