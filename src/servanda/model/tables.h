// The tables of this room, embedded at build: each is the .tsv file of its name.
#ifndef SERVANDA_MODEL_TABLES_H_
#define SERVANDA_MODEL_TABLES_H_

#include <string_view>

namespace servanda::tables {

extern const std::string_view policies_tsv;
extern const std::string_view practice_tsv;
extern const std::string_view codes_tsv;
extern const std::string_view states_tsv;
extern const std::string_view treaties_tsv;

}  // namespace servanda::tables

#endif  // SERVANDA_MODEL_TABLES_H_
