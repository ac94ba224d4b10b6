#include "servanda/language/language.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

namespace servanda {
namespace {

constexpr std::array<std::string_view, 4> kCodes = {"en", "ru", "fr", "es"};

// Small words that the other two languages do not have, with a space on each side.
constexpr std::array kEnglish = {" the ", " and ",  " of ",   " was ",
                                 " is ",  " with ", " last ", " on "};
constexpr std::array kFrench = {" le ", " les ",  " et ",  " des ",
                                " du ", " dans ", " une ", " est "};
constexpr std::array kSpanish = {" el ",  " los ", " y ",   " del ",
                                 " las ", " una ", " por ", " es "};

template <std::size_t N>
std::size_t count(std::string_view text, const std::array<const char*, N>& words) {
  std::size_t found = 0;
  for (const std::string_view word : words) {
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + word.size() - 1)) {
      ++found;
    }
  }
  return found;
}

}  // namespace

std::string_view to_text(Language language) {
  return kCodes[static_cast<std::size_t>(language)];
}

std::optional<Language> language_of(std::string_view code) {
  for (std::size_t i = 0; i < kCodes.size(); ++i) {
    if (code == kCodes[i]) return static_cast<Language>(i);
  }
  return std::nullopt;
}

Language guess_language(std::string_view text) {
  constexpr std::size_t kEnough = 4096;
  std::string head = " ";
  std::size_t cyrillic = 0, latin = 0;
  for (const char c : text.substr(0, kEnough)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0xD0 || byte == 0xD1) ++cyrillic;
    const bool letter = ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z');
    if (letter) ++latin;
    head += 'A' <= c && c <= 'Z' ? static_cast<char>(c + 32) : letter || byte >= 0x80 ? c : ' ';
  }
  head += ' ';
  if (cyrillic > latin) return Language::russian;
  const std::size_t english = count(head, kEnglish);
  const std::size_t french = count(head, kFrench);
  const std::size_t spanish = count(head, kSpanish);
  if (french > english && french >= spanish) return Language::french;
  if (spanish > english) return Language::spanish;
  return Language::english;
}

}  // namespace servanda
