// Reads the tab-separated tables of tests/data/time for the tests beside it.
#ifndef SERVANDA_TESTS_UNIT_TIME_TABLE_H_
#define SERVANDA_TESTS_UNIT_TIME_TABLE_H_

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace servanda::testing {

/// The rows below the heading. Lines that begin with '#' are comments.
inline std::vector<std::vector<std::string>> read_table(std::string_view name) {
  const std::filesystem::path folder = SERVANDA_TEST_DATA "/time";
  std::ifstream file(folder / name);
  std::vector<std::vector<std::string>> rows;
  bool heading = true;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    if (heading) {
      heading = false;
      continue;
    }
    std::vector<std::string> row;
    std::size_t begin = 0;
    for (std::size_t tab = 0; (tab = line.find('\t', begin)) != std::string::npos;
         begin = tab + 1) {
      row.push_back(line.substr(begin, tab - begin));
    }
    row.push_back(line.substr(begin));
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace servanda::testing

#endif  // SERVANDA_TESTS_UNIT_TIME_TABLE_H_
