#include "servanda/language/decode.h"

#include <fmt/format.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "servanda/base/utf8.h"

namespace servanda {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint8_t>(bytes[at]);
}

DecodedText from_utf16(std::string_view bytes, bool big_endian) {
  DecodedText out;
  out.encoding = big_endian ? "UTF-16BE" : "UTF-16LE";
  out.utf8.reserve(bytes.size());
  const auto unit = [&](std::size_t at) {
    const std::uint32_t a = byte_at(bytes, at), b = byte_at(bytes, at + 1);
    return big_endian ? (a << 8U) | b : (b << 8U) | a;
  };
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    std::uint32_t value = unit(at);
    if (value >= 0xD800 && value < 0xDC00 && at + 3 < bytes.size()) {
      const std::uint32_t low = unit(at + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        value = 0x10000 + ((value - 0xD800) << 10U) + (low - 0xDC00);
        at += 2;
      }
    }
    if (value >= 0xD800 && value < 0xE000) {
      out.utf8 += kReplacement;
      ++out.replaced;
    } else {
      append_utf8(out.utf8, static_cast<char32_t>(value));
    }
  }
  if (bytes.size() % 2 == 1) ++out.replaced;
  return out;
}

/// UTF-16 without a mark: in Latin text every second byte is NUL, in Cyrillic every second is 4.
bool looks_like_utf16(std::string_view bytes, bool big_endian) {
  const std::size_t looked = std::min<std::size_t>(bytes.size() / 2, 2000);
  if (looked < 2) return false;
  std::size_t high_small = 0, low_nul = 0;
  for (std::size_t i = 0; i < looked; ++i) {
    const std::uint8_t high = byte_at(bytes, 2 * i + (big_endian ? 0U : 1U));
    const std::uint8_t low = byte_at(bytes, 2 * i + (big_endian ? 1U : 0U));
    if (high == 0 || high == 4) ++high_small;
    if (low == 0) ++low_nul;
  }
  return high_small * 10 >= looked * 9 && low_nul * 20 <= looked;
}

/// In a one-byte Cyrillic text the high bytes come as whole words.
std::string_view guess_single_byte(std::string_view bytes) {
  std::size_t high = 0, beside = 0;
  for (std::size_t i = 0; i < bytes.size() && high < 20000; ++i) {
    if (byte_at(bytes, i) < 0xC0) continue;
    ++high;
    if (i > 0 && byte_at(bytes, i - 1) >= 0xC0) ++beside;
  }
  return beside * 2 > high ? "windows-1251" : "windows-1252";
}

Result<DecodedText> from_single_byte(std::string_view bytes) {
  DecodedText out;
  out.encoding = guess_single_byte(bytes);
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(out.encoding.c_str(), &status);
  if (U_FAILURE(status)) return Error{Code::internal, "no converter for " + out.encoding};
  // One byte gives one code point of the basic plane: a table of 256 is all there is to convert.
  std::vector<std::string> table(256);
  for (unsigned value = 0; value < 256; ++value) {
    const char byte = static_cast<char>(value);
    const char* source = &byte;
    status = U_ZERO_ERROR;
    const UChar32 c = ucnv_getNextUChar(converter, &source, &byte + 1, &status);
    if (U_FAILURE(status) || c == 0xFFFD) {
      table[value] = kReplacement;
    } else {
      append_utf8(table[value], static_cast<char32_t>(c));
    }
  }
  ucnv_close(converter);
  out.utf8.reserve(bytes.size() + bytes.size() / 2);
  for (char c : bytes) {
    const std::string& text = table[static_cast<std::uint8_t>(c)];
    if (text == kReplacement) ++out.replaced;
    out.utf8 += text;
  }
  return out;
}

/// UTF-8 with broken bytes: kept when most of the sequences beyond ASCII are whole.
bool mend_utf8(std::string_view bytes, DecodedText& out) {
  std::size_t whole = 0;
  std::string text;
  text.reserve(bytes.size() + 64);
  for (std::size_t i = 0; i < bytes.size();) {
    const CodePoint c = code_point_at(bytes, i);
    const bool ascii = byte_at(bytes, i) < 0x80;
    const bool broken = !ascii && c.next == i + 1;
    if (broken) {
      text += kReplacement;
      ++out.replaced;
    } else {
      if (!ascii) ++whole;
      text.append(bytes.substr(i, c.next - i));
    }
    i = c.next;
  }
  if (whole < 4 * out.replaced) {
    out.replaced = 0;
    return false;
  }
  out.utf8 = std::move(text);
  out.encoding = "UTF-8";
  return true;
}

/// NUL bytes, or more control characters than any text has.
Status check_text(std::string_view utf8) {
  std::size_t controls = 0;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const std::uint8_t c = byte_at(utf8, i);
    if (c == 0) {
      return Error{Code::parse, fmt::format("binary data: NUL bytes from byte {}", i),
                   "give the text of the document, not a PDF, word processor or image file"};
    }
    if (c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f') ++controls;
  }
  if (controls > 8 && controls * 50 > utf8.size()) {
    return Error{Code::parse, fmt::format("binary data: {} control characters", controls),
                 "give the text of the document, not a PDF, word processor or image file"};
  }
  return Done{};
}

}  // namespace

Result<DecodedText> decode(std::string_view bytes, std::size_t limit) {
  if (bytes.size() > limit) {
    return Error{Code::parse,
                 fmt::format("{} bytes are more than the {} that one document may have",
                             bytes.size(), limit),
                 "split it into single dispatches"};
  }
  if (bytes.empty()) return Error{Code::parse, "the document is empty", ""};
  DecodedText out;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    out = from_utf16(bytes.substr(2), bytes.starts_with("\xFE"));
  } else if (!find_invalid_utf8(bytes) && bytes.find('\0') == std::string_view::npos) {
    out.utf8 = bytes;
    out.encoding = "UTF-8";
  } else if (looks_like_utf16(bytes, false)) {
    out = from_utf16(bytes, false);
  } else if (looks_like_utf16(bytes, true)) {
    out = from_utf16(bytes, true);
  } else {
    SERVANDA_RETURN_IF_ERROR(check_text(bytes));
    if (!mend_utf8(bytes, out)) {
      SERVANDA_ASSIGN_OR_RETURN(out, from_single_byte(bytes));
    }
  }
  SERVANDA_RETURN_IF_ERROR(check_text(out.utf8));
  return out;
}

}  // namespace servanda
