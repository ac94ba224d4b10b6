#include "servanda/register/store.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "servanda/register/keeper.h"
#include "servanda/register/loader.h"

namespace servanda {

bool LoadedRegister::ok() const {
  return faults_not_shown == 0 &&
         std::none_of(faults.begin(), faults.end(), [](const FileFault& fault) {
           return fault.diagnostic.severity == Severity::error;
         });
}

Result<LoadedRegister> load_register(const std::string& path) {
  SERVANDA_ASSIGN_OR_RETURN(const std::unique_ptr<Keeper> keeper, open_keeper(path));
  return keeper->load();
}

Result<LoadedRegister> load_register_about(const std::string& path,
                                           const std::vector<std::string>& treaties) {
  SERVANDA_ASSIGN_OR_RETURN(const std::unique_ptr<Keeper> keeper, open_keeper(path));
  return keeper->load_about(treaties);
}

Result<CheckedRegister> check_register(const std::string& path) {
  SERVANDA_ASSIGN_OR_RETURN(const std::unique_ptr<Keeper> keeper, open_keeper(path));
  return keeper->check();
}

LoadedRegister load_text(SourceText text) {
  Loader loader;
  loader.add_text(std::move(text), {});
  return std::move(loader).finish();
}

}  // namespace servanda
