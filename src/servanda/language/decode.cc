#include "servanda/language/decode.h"

#include <fmt/format.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <memory>

#include "servanda/base/utf8.h"

namespace servanda {
namespace {

Result<DecodedText> convert(std::string_view bytes, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> from(ucnv_open(encoding, &status),
                                                                &ucnv_close);
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> to(ucnv_open("UTF-8", &status),
                                                              &ucnv_close);
  if (U_FAILURE(status)) return Error{Code::internal, "a converter of the system is missing"};
  DecodedText decoded{{}, encoding};
  decoded.utf8.reserve(bytes.size() + bytes.size() / 2);
  const char* source = bytes.data();
  const char* const end = bytes.data() + bytes.size();
  UChar pivot[1024];
  UChar* pivot_source = pivot;
  UChar* pivot_target = pivot;
  char buffer[1 << 14];
  bool reset = true;
  while (true) {
    char* target = buffer;
    status = U_ZERO_ERROR;
    ucnv_convertEx(to.get(), from.get(), &target, buffer + sizeof buffer, &source, end, pivot,
                   &pivot_source, &pivot_target, pivot + 1024, reset, true, &status);
    reset = false;
    decoded.utf8.append(buffer, static_cast<std::size_t>(target - buffer));
    if (status == U_BUFFER_OVERFLOW_ERROR) continue;
    if (U_FAILURE(status))
      return Error{Code::parse, fmt::format("the text is not in {}", encoding)};
    return decoded;
  }
}

/// Letters of the upper half that are Cyrillic in windows-1251 stand in runs; in windows-1252
/// accented letters stand alone among plain ones.
bool looks_cyrillic(std::string_view bytes) {
  std::size_t high = 0;
  std::size_t pairs = 0;
  bool before = false;
  for (const char c : bytes.substr(0, 1 << 16)) {
    const bool letter = static_cast<unsigned char>(c) >= 0xC0;
    high += letter ? 1 : 0;
    pairs += letter && before ? 1 : 0;
    before = letter;
  }
  return high > 0 && pairs * 2 > high;
}

bool is_utf16(std::string_view bytes, std::size_t nul_at) {
  if (bytes.size() < 4 || bytes.size() % 2 != 0) return false;
  std::size_t nul = 0;
  const std::size_t looked_at = std::min<std::size_t>(bytes.size(), 4096);
  for (std::size_t i = nul_at; i < looked_at; i += 2) nul += bytes[i] == '\0' ? 1 : 0;
  return nul * 4 > looked_at / 2 * 3;
}

}  // namespace

Result<DecodedText> decode(std::string_view bytes) {
  if (bytes.empty())
    return Error{Code::parse, "the document is empty", "give a document with text"};
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
  if (bytes.substr(0, 2) == "\xFF\xFE") return convert(bytes.substr(2), "UTF-16LE");
  if (bytes.substr(0, 2) == "\xFE\xFF") return convert(bytes.substr(2), "UTF-16BE");
  if (is_utf16(bytes, 1)) return convert(bytes, "UTF-16LE");
  if (is_utf16(bytes, 0)) return convert(bytes, "UTF-16BE");
  if (const std::size_t nul = bytes.find('\0'); nul != std::string_view::npos) {
    return Error{Code::parse, fmt::format("this is no text: byte {} is NUL", nul),
                 "convert the document to text first (PDF, DOCX and images are not read)"};
  }
  const auto control =
      static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t' &&
               c != '\f';
      }));
  if (control * 20 > bytes.size()) {
    return Error{Code::parse, "this is no text: too many control characters",
                 "convert the document to text first"};
  }
  if (!find_invalid_utf8(bytes)) return DecodedText{std::string(bytes), "UTF-8"};
  return convert(bytes, looks_cyrillic(bytes) ? "windows-1251" : "windows-1252");
}

}  // namespace servanda
