// Tables as text: what a linguist or a lawyer edits, as the program reads it.
//
//   for (const Row& row : table_rows(tables::countries_tsv)) use(row.field(0), row.parts(1));
//
// One entry a line, fields between tab characters, several values in a field between "|". Lines
// that begin with "#" and empty lines are for people. "-" is an empty field. Tables are part of the
// program: a row with too few fields reads as empty fields, never as a fault.
#ifndef SERVANDA_BASE_TABLE_H_
#define SERVANDA_BASE_TABLE_H_

#include <cstddef>
#include <string_view>
#include <vector>

namespace servanda {

/// The pieces of `text` between separators; an empty text has none.
std::vector<std::string_view> split(std::string_view text, char separator);

/// One line of a table.
struct Row {
  std::vector<std::string_view> fields;
  /// Empty when the row is shorter or the field is "-".
  std::string_view field(std::size_t index) const;
  /// The values of a field.
  std::vector<std::string_view> parts(std::size_t index) const { return split(field(index), '|'); }
};

/// All rows in their order. The views stay good as long as `table` does.
std::vector<Row> table_rows(std::string_view table);

}  // namespace servanda

#endif  // SERVANDA_BASE_TABLE_H_
