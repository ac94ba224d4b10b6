#include "servanda/base/utf8.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cassert>

namespace servanda {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

/// Length of the well-formed sequence at `offset`, 0 when there is none.
std::size_t sequence_length(std::string_view text, std::size_t offset, char32_t& value) {
  auto byte = [&](std::size_t i) -> unsigned {
    return offset + i < text.size() ? static_cast<unsigned char>(text[offset + i]) : 0U;
  };
  auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned lead = byte(0);
  if (lead < 0x80) {
    value = lead;
    return 1;
  }
  if (lead >= 0xC2 && lead <= 0xDF && continues(1)) {
    value = ((lead & 0x1FU) << 6) | (byte(1) & 0x3FU);
    return 2;
  }
  if (lead >= 0xE0 && lead <= 0xEF && continues(1) && continues(2)) {
    value = ((lead & 0x0FU) << 12) | ((byte(1) & 0x3FU) << 6) | (byte(2) & 0x3FU);
    if (value < 0x800 || (value >= 0xD800 && value <= 0xDFFF)) return 0;
    return 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4 && continues(1) && continues(2) && continues(3)) {
    value = ((lead & 0x07U) << 18) | ((byte(1) & 0x3FU) << 12) | ((byte(2) & 0x3FU) << 6) |
            (byte(3) & 0x3FU);
    if (value < 0x10000 || value > 0x10FFFF) return 0;
    return 4;
  }
  return 0;
}

}  // namespace

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      ++i;
      continue;
    }
    char32_t value = 0;
    const std::size_t length = sequence_length(text, i, value);
    if (length == 0) return i;
    i += length;
  }
  return std::nullopt;
}

CodePoint code_point_at(std::string_view text, std::size_t offset) {
  assert(offset < text.size());
  char32_t value = 0;
  const std::size_t length = sequence_length(text, offset, value);
  if (length == 0) return {kReplacement, offset + 1};
  return {value, offset + length};
}

void append_utf8(std::string& text, char32_t c) {
  auto put = [&](char32_t byte) {
    text.push_back(static_cast<char>(static_cast<unsigned char>(byte)));
  };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = code_point_at(text, i);
    i = point.next;
    const auto c = static_cast<UChar32>(point.value);
    const int8_t type = u_charType(c);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) continue;
    const int wide = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    width += (wide == U_EA_WIDE || wide == U_EA_FULLWIDTH) ? 2 : 1;
  }
  return width;
}

void MappedText::keep(std::size_t length) {
  assert(read_ + length <= original_.size());
  if (length == 0) return;
  if (!pieces_.empty() && pieces_.back().kept) {
    pieces_.back().made_size += length;
    pieces_.back().original_size += length;
  } else {
    pieces_.push_back({text_.size(), read_, length, length, true});
  }
  text_.append(original_.substr(read_, length));
  read_ += length;
}

void MappedText::replace(std::size_t length, std::string_view replacement) {
  assert(read_ + length <= original_.size());
  pieces_.push_back({text_.size(), read_, replacement.size(), length, false});
  text_.append(replacement);
  read_ += length;
}

Span MappedText::to_original(Span span) const {
  assert(span.begin <= span.end && span.end <= text_.size());
  // The last piece that begins at or before an offset; empty pieces before it are passed over.
  auto piece_at = [&](std::size_t made) {
    auto after = std::upper_bound(pieces_.begin(), pieces_.end(), made,
                                  [](std::size_t m, const Piece& p) { return m < p.made_begin; });
    return after == pieces_.begin() ? after : after - 1;
  };
  if (pieces_.empty()) return {0, 0};
  const auto first = piece_at(span.begin);
  Span original;
  original.begin = first->kept ? first->original_begin +
                                     std::min(span.begin - first->made_begin, first->original_size)
                               : first->original_begin;
  if (span.empty()) return {original.begin, original.begin};
  const auto last = piece_at(span.end - 1);
  original.end = last->kept ? last->original_begin + (span.end - last->made_begin)
                            : last->original_begin + last->original_size;
  return original;
}

}  // namespace servanda
