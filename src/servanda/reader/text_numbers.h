// Numbers in words as figures, so that one formula reads all ways of writing them.
//
//   with_figures("on the thirtieth day")               // "on the 30th day"
//   with_figures("thirty (30) days, two thirds")       // "30 days, 2/3"
//   with_figures("one thousand nine hundred and seventy-nine")   // "1979"
#ifndef SERVANDA_READER_TEXT_NUMBERS_H_
#define SERVANDA_READER_TEXT_NUMBERS_H_

#include <string>
#include <string_view>

namespace servanda {

/// `lower` is lower case with single blanks. Cardinals and ordinals up to 9,999 and common
/// fractions are written in figures; a figure repeated in brackets is dropped.
/// Languages beside English: "fr", "es", "ru" (number_words.tsv); ordinals read "30th" in all.
std::string with_figures(std::string_view lower, std::string_view language = "en");

}  // namespace servanda

#endif  // SERVANDA_READER_TEXT_NUMBERS_H_
