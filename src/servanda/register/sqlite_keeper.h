// A register in one SQLite file. Inside the room: see keeper.h.
#ifndef SERVANDA_REGISTER_SQLITE_KEEPER_H_
#define SERVANDA_REGISTER_SQLITE_KEEPER_H_

#include <memory>
#include <string>

#include "servanda/register/keeper.h"

namespace servanda {

/// Does the file look like one, by its first bytes or its name (".db", ".sqlite")?
bool is_sqlite(const std::string& path);

/// err: io, corrupt, conflict (a newer schema).
Result<std::unique_ptr<Keeper>> open_sqlite(const std::string& path);
/// The same; makes an empty register where there is none.
Result<std::unique_ptr<Keeper>> create_sqlite(const std::string& path);

}  // namespace servanda

#endif  // SERVANDA_REGISTER_SQLITE_KEEPER_H_
