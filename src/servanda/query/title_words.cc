#include "servanda/query/title_words.h"

namespace servanda {

std::set<std::string> title_words(std::string_view text) {
  std::set<std::string> words;
  std::string word;
  const auto end = [&] {
    if (!word.empty()) words.insert(word);
    word.clear();
  };
  for (const char c : text) {
    const bool capital = c >= 'A' && c <= 'Z';
    const bool part = capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      static_cast<unsigned char>(c) >= 0x80;
    if (!part) {
      end();
    } else {
      word += capital ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  end();
  return words;
}

}  // namespace servanda
