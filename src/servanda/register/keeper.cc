#include "servanda/register/keeper.h"

#include <fmt/format.h>

#include <filesystem>

#include "servanda/register/folder_keeper.h"
#include "servanda/register/sqlite_keeper.h"

namespace servanda {

Result<CheckedRegister> Keeper::check() {
  CheckedRegister checked;
  SERVANDA_ASSIGN_OR_RETURN(checked.loaded, load());
  checked.treaties = checked.loaded.reg.treaty_ids().size();
  checked.statements = checked.loaded.reg.statements.size();
  checked.sources = checked.loaded.reg.sources.size();
  return checked;
}

namespace fs = std::filesystem;

Result<std::unique_ptr<Keeper>> open_keeper(const std::string& path) {
  std::error_code error;
  if (!fs::exists(path, error)) {
    return Error{Code::io, fmt::format("there is no register at {}", path),
                 "a register is a folder of .treaty files, one such file, or an SQLite file"};
  }
  return is_sqlite(path) ? open_sqlite(path) : open_folder(path);
}

Result<std::unique_ptr<Keeper>> create_keeper(const std::string& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) return create_folder(path);
  return is_sqlite(path) ? create_sqlite(path) : create_folder(path);
}

std::string batch_name(const std::string& text) {
  std::string name;
  for (const char c : text) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      name += c;
    } else if (c >= 'A' && c <= 'Z') {
      name += static_cast<char>(c - 'A' + 'a');
    } else if (!name.empty() && name.back() != '-') {
      name += '-';
    }
    if (name.size() >= 80) break;
  }
  while (!name.empty() && name.back() == '-') name.pop_back();
  return name.empty() ? "batch" : name;
}

}  // namespace servanda
