// What a treaty's articles provide, in first form: defined terms, norms, references, subjects.
//
//   "Minister" means the Minister for Wells.       // a definition: term, meaning
//   If a Party is attacked, the other Party shall not assist the aggressor.
//     // a norm: if "a Party is attacked", who "the other Party", shall not "assist the aggressor"
//   … in accordance with paragraph 2 of Article 14  // a reference to art_14, where the text has
//   one
//
// First form: cut at the words of the sentence, not interpreted. Sentences about the treaty itself
// ("this Agreement shall enter into force") are no norms. English; definitions also in French,
// Spanish and Russian.
//
// Inside the room: treaty_text.h is what others use.
#ifndef SERVANDA_READER_TEXT_CONTENT_H_
#define SERVANDA_READER_TEXT_CONTENT_H_

#include "servanda/reader/text_structure.h"

namespace servanda {

std::vector<TextDefinition> find_definitions(const TextStructure& text, std::string_view original);
std::vector<TextNorm> find_norms(const TextStructure& text);
/// Of one place to another of the same text (text_references.cc): articles by number, several or a
/// range, with paragraph and point; paragraphs of the same article; the preceding, the following.
std::vector<TextReference> find_references(const TextStructure& text, std::string_view original);
/// By the small thesaurus treaty_subjects.tsv, those with the most articles first. A field counts
/// when the title names it, or two articles and a twentieth of all speak of it.
std::vector<TextSubject> find_subjects(const TextStructure& text, std::string_view language);

}  // namespace servanda

#endif  // SERVANDA_READER_TEXT_CONTENT_H_
