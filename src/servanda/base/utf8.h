// UTF-8: validity, stepping, and text that was changed but still knows where it came from.
#ifndef SERVANDA_BASE_UTF8_H_
#define SERVANDA_BASE_UTF8_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/text.h"

namespace servanda {

/// Offset of the first byte that is not part of well-formed UTF-8 (RFC 3629: no surrogates, no
/// overlong forms, nothing above U+10FFFF), or nothing when the whole text is well formed.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

/// The code point that starts at `offset`, and the offset of the next. Ill-formed bytes read as
/// U+FFFD, one byte at a time, so that a loop always moves on. `offset` < text.size().
struct CodePoint {
  char32_t value;
  std::size_t next;
};
CodePoint code_point_at(std::string_view text, std::size_t offset);

void append_utf8(std::string& text, char32_t code_point);

/// Code points in a well-formed text.
std::size_t count_code_points(std::string_view text);

/// Cells that a terminal needs for the text: wide East Asian characters two, combining marks none.
std::size_t display_width(std::string_view text);

/// A text made from another by keeping, replacing and dropping pieces, which can map every span
/// back. Offsets survive every normalisation because each goes through here.
///
///   MappedText mapped("a\u00a0b");
///   mapped.keep(1); mapped.replace(2, " "); mapped.keep(1);
///   mapped.text()                   // "a b"
///   mapped.to_original({2, 3})      // {3, 4}
class MappedText {
 public:
  explicit MappedText(std::string_view original) : original_(original) {}

  /// Takes the next `length` bytes of the original as they are.
  void keep(std::size_t length);
  /// Writes `replacement` for the next `length` bytes (either may be empty).
  void replace(std::size_t length, std::string_view replacement);

  const std::string& text() const { return text_; }
  /// The original range behind a range of text(). A span that touches a replaced piece covers
  /// the whole piece. Logarithmic.
  Span to_original(Span span) const;

 private:
  struct Piece {
    std::size_t made_begin, original_begin, made_size, original_size;
    bool kept;
  };
  std::string_view original_;
  std::string text_;
  std::vector<Piece> pieces_;
  std::size_t read_ = 0;
};

}  // namespace servanda

#endif  // SERVANDA_BASE_UTF8_H_
