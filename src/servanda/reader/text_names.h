// States, organisations, languages and dates by name, as treaty texts write them.
#ifndef SERVANDA_READER_TEXT_NAMES_H_
#define SERVANDA_READER_TEXT_NAMES_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/time/edtf.h"

namespace servanda {

/// Codes of the states and organisations named, in order, each once. The Soviet Union is RUS, other
/// former states have their old codes.
std::vector<std::string> states_named_in(std::string_view cased, std::string_view language = "en");

/// "the Secretary-General of the Council of Europe": CoE; a government: its state. Empty: none.
std::string depositary_named_in(std::string_view cased);

/// ISO 639-1 codes of the languages named, in order, each once.
std::vector<std::string> languages_named_in(const std::string& plain);

/// The first full date in text with numbers in figures: "29 october 1984", "18th day of december,
/// 1979", "october 29, 1984".
std::optional<Edtf> date_named_in(const std::string& plain);

/// What a group of states is called in the contract: "CoE" for members of the Council of Europe;
/// other groups keep their words.
std::string members_of(const std::string& words);

/// "Женеве" (done in) is "Женева", for cities that are known; other names stay as they are.
std::string place_in_nominative(std::string place, std::string_view language);

}  // namespace servanda

#endif  // SERVANDA_READER_TEXT_NAMES_H_
