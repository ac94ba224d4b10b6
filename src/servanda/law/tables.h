// The tables of this room, embedded at build: each is the .tsv file of its name.
#ifndef SERVANDA_LAW_TABLES_H_
#define SERVANDA_LAW_TABLES_H_

#include <string_view>

namespace servanda::tables {

extern const std::string_view vienna_tsv;

}  // namespace servanda::tables

#endif  // SERVANDA_LAW_TABLES_H_
