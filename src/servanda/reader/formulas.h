// Dispatches in languages that are read by formulas: parliaments and ministries write of treaties
// in set phrases, and those are what is read.
//
//   «Президент России Владимир Путин внёс в Госдуму на ратификацию Договор между Российской
//    Федерацией и Исламской Республикой Иран о …, подписанный в Москве 17 января 2025 года»
//   → a treaty (RUS, IRN; signed 2025-01-17); submit by Vladimir Putin to the State Duma
//
// The phrases stand in formulas.LL.tsv: stems with their endings left open, so that every case of a
// name is found. What is named in the tables comes out under its English name, treaties under their
// own with the head in the nominative. Nothing is parsed: an act counts only where its verb, its
// treaty and no unknown governor stand in one clause; the rest is left out.
#ifndef SERVANDA_READER_FORMULAS_H_
#define SERVANDA_READER_FORMULAS_H_

#include <string_view>
#include <vector>

#include "servanda/language/language.h"
#include "servanda/reader/reader.h"

namespace servanda {

/// Is there a table of formulas for the language?
bool read_by_formulas(Language language);

/// The statements of a text in that language, treaties first. Relative dates count from `day`.
std::vector<Statement> read_formulas(std::string_view utf8, Language language,
                                     std::optional<Day> day, const std::string& doc);

}  // namespace servanda

#endif  // SERVANDA_READER_FORMULAS_H_
