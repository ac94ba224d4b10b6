#include "servanda/model/practice.h"

#include <vector>

#include "servanda/base/table.h"
#include "servanda/model/tables.h"

namespace servanda {

std::optional<CountingPractice> counting_practice(std::string_view depositary, Day signed_on) {
  static const auto* rows = new std::vector<Row>(table_rows(tables::practice_tsv));
  for (const Row& row : *rows) {
    if (row.field(0) != depositary) continue;
    const Result<Day> before = parse_day(row.field(1));
    const Result<Counting> counting = parse_counting(row.field(2));
    if (!before || !counting || signed_on >= *before) continue;
    return CountingPractice{*counting, "practice of the " + std::string(depositary) +
                                           " with treaties signed before " + to_text(*before)};
  }
  return std::nullopt;
}

}  // namespace servanda
