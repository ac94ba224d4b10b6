// The tables of this room, embedded at build: each is the .tsv file of its name.
#ifndef SERVANDA_LANGUAGE_TABLES_H_
#define SERVANDA_LANGUAGE_TABLES_H_

#include <string_view>

namespace servanda::tables {

extern const std::string_view words_tsv;
extern const std::string_view verbs_tsv;
extern const std::string_view countries_tsv;
extern const std::string_view entities_tsv;
extern const std::string_view organisations_tsv;
extern const std::string_view institutions_tsv;
extern const std::string_view outlets_tsv;
extern const std::string_view roles_tsv;
extern const std::string_view holders_tsv;
extern const std::string_view dates_en_tsv;
extern const std::string_view dates_es_tsv;
extern const std::string_view dates_fr_tsv;
extern const std::string_view dates_ru_tsv;

}  // namespace servanda::tables

#endif  // SERVANDA_LANGUAGE_TABLES_H_
