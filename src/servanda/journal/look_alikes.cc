#include "servanda/journal/look_alikes.h"

#include <unicode/uspoof.h>

#include <algorithm>
#include <array>
#include <memory>

namespace servanda {
namespace {

struct Close {
  void operator()(USpoofChecker* checker) const { uspoof_close(checker); }
};
using Checker = std::unique_ptr<USpoofChecker, Close>;

/// A checker is only read once it is made, so that threads may share it. Null: ICU has no data.
const USpoofChecker* checker() {
  static const Checker kChecker = [] {
    UErrorCode status = U_ZERO_ERROR;
    Checker made(uspoof_open(&status));
    if (U_FAILURE(status)) return Checker();
    uspoof_setChecks(made.get(), USPOOF_RESTRICTION_LEVEL, &status);
    uspoof_setRestrictionLevel(made.get(), USPOOF_HIGHLY_RESTRICTIVE);
    return U_SUCCESS(status) ? std::move(made) : Checker();
  }();
  return kChecker.get();
}

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

bool ends_word(char c) {
  return is_ascii(c) && !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
}

bool mixes_scripts(std::string_view word) {
  if (checker() == nullptr) return false;
  UErrorCode status = U_ZERO_ERROR;
  const int32_t found =
      uspoof_checkUTF8(checker(), word.data(), static_cast<int32_t>(word.size()), nullptr, &status);
  return U_SUCCESS(status) && (found & USPOOF_RESTRICTION_LEVEL) != 0;
}

}  // namespace

std::optional<Span> find_mixed_word(std::string_view line) {
  // A word of more than this is no name; it would only cost time.
  constexpr std::size_t kLongestWord = 256;
  if (std::all_of(line.begin(), line.end(), is_ascii)) return std::nullopt;
  for (std::size_t begin = 0; begin < line.size();) {
    std::size_t end = begin;
    bool foreign = false;
    while (end < line.size() && !ends_word(line[end])) foreign |= !is_ascii(line[end++]);
    const std::string_view word = line.substr(begin, end - begin);
    if (foreign && word.size() <= kLongestWord && mixes_scripts(word)) return Span{begin, end};
    begin = end + 1;
  }
  return std::nullopt;
}

std::string skeleton_of(std::string_view text) {
  std::array<char, 1024> out = {};
  if (checker() == nullptr || text.size() > out.size() / 4) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const int32_t size =
      uspoof_getSkeletonUTF8(checker(), 0, text.data(), static_cast<int32_t>(text.size()),
                             out.data(), static_cast<int32_t>(out.size()), &status);
  if (U_FAILURE(status) || size < 0) return std::string(text);
  return {out.data(), static_cast<std::size_t>(size)};
}

}  // namespace servanda
