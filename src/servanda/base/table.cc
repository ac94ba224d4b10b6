#include "servanda/base/table.h"

namespace servanda {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  if (text.empty()) return parts;
  std::size_t begin = 0;
  for (;;) {
    const std::size_t end = text.find(separator, begin);
    parts.push_back(text.substr(begin, end == std::string_view::npos ? end : end - begin));
    if (end == std::string_view::npos) return parts;
    begin = end + 1;
  }
}

std::string_view Row::field(std::size_t index) const {
  if (index >= fields.size() || fields[index] == "-") return {};
  return fields[index];
}

std::vector<Row> table_rows(std::string_view table) {
  std::vector<Row> rows;
  for (std::string_view line : split(table, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    rows.push_back({split(line, '\t')});
  }
  return rows;
}

}  // namespace servanda
