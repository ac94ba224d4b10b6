// Rows by the million into an SQLite register. Inside the room: see BulkImport in keeper.h.
#ifndef SERVANDA_REGISTER_SQLITE_IMPORT_H_
#define SERVANDA_REGISTER_SQLITE_IMPORT_H_

#include <memory>
#include <string>

#include "servanda/register/keeper.h"
#include "servanda/register/sqlite.h"

namespace servanda {

/// `database` must stay open as long as the import. err: io.
Result<std::unique_ptr<BulkImport>> begin_sqlite_import(Database& database, const std::string& name,
                                                        const BatchMark& mark);

}  // namespace servanda

#endif  // SERVANDA_REGISTER_SQLITE_IMPORT_H_
