// The tables of this room, embedded at build: each is the .tsv file of its name.
#ifndef SERVANDA_READER_TABLES_H_
#define SERVANDA_READER_TABLES_H_

#include <string_view>

namespace servanda::tables {

extern const std::string_view acts_tsv;
extern const std::string_view confidence_tsv;
extern const std::string_view cues_tsv;
extern const std::string_view deed_verbs_tsv;
extern const std::string_view deeds_tsv;
extern const std::string_view events_tsv;
extern const std::string_view final_clauses_tsv;
extern const std::string_view forms_tsv;
extern const std::string_view formulas_ru_tsv;
extern const std::string_view not_treaties_tsv;
extern const std::string_view number_words_tsv;
extern const std::string_view projects_tsv;
extern const std::string_view provisions_tsv;
extern const std::string_view reporting_tsv;
extern const std::string_view short_names_tsv;
extern const std::string_view speech_tsv;
extern const std::string_view subjects_tsv;
extern const std::string_view treaty_styles_tsv;
extern const std::string_view treaty_subjects_tsv;
extern const std::string_view units_tsv;

}  // namespace servanda::tables

#endif  // SERVANDA_READER_TABLES_H_
