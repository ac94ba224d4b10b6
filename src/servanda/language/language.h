// The languages that dates are read in.
#ifndef SERVANDA_LANGUAGE_LANGUAGE_H_
#define SERVANDA_LANGUAGE_LANGUAGE_H_

#include <cstdint>
#include <optional>
#include <string_view>

namespace servanda {

enum class Language : std::uint8_t { english, russian, french, spanish };

/// "en", "ru", "fr", "es" (ISO 639-1).
std::string_view to_text(Language language);
/// Nothing for a language that is not read.
std::optional<Language> language_of(std::string_view code);

/// The language whose small words are the most frequent in the beginning of `text`; English where
/// nothing tells. Cyrillic letters are taken for Russian.
Language guess_language(std::string_view text);

}  // namespace servanda

#endif  // SERVANDA_LANGUAGE_LANGUAGE_H_
