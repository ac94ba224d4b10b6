// A register as a folder of journal text, or one file of it. Inside the room: see keeper.h.
#ifndef SERVANDA_REGISTER_FOLDER_KEEPER_H_
#define SERVANDA_REGISTER_FOLDER_KEEPER_H_

#include <memory>
#include <string>

#include "servanda/register/keeper.h"

namespace servanda {

/// err: io.
Result<std::unique_ptr<Keeper>> open_folder(const std::string& path);
/// The same; makes the folder where there is none.
Result<std::unique_ptr<Keeper>> create_folder(const std::string& path);

}  // namespace servanda

#endif  // SERVANDA_REGISTER_FOLDER_KEEPER_H_
