// One answer, as text for people or as JSON for programs. No logic: what is shown was decided
// before.
//
// Text is plain unless the style asks for colours; lines are wrapped to its width and end with \n.
// JSON objects keep the order of their keys; what is absent in an answer is absent there, except
// where the fixed interface names null.
#ifndef SERVANDA_RENDER_RENDER_H_
#define SERVANDA_RENDER_RENDER_H_

#include <string>
#include <vector>

#include "servanda/model/json.h"
#include "servanda/proof/checker.h"
#include "servanda/query/query.h"
#include "servanda/render/style.h"

namespace servanda {

/// `register_` gives the claims their words and sources; `why` adds the proof.
std::string render_status(const StatusAnswer& answer, const Register& reg, bool why,
                          const TextStyle& style);
Json status_to_json(const StatusAnswer& answer, const Register& reg, bool why);
/// A page of Markdown; the proof as a nested list.
std::string status_to_markdown(const StatusAnswer& answer, const Register& reg, bool why);

/// The tree alone: each step's sentence, its rule and legal basis, the records it rests on.
std::string render_proof(const Proof& proof, const Register& reg, const TextStyle& style);

std::string render_timeline(const TimelineAnswer& answer, const TextStyle& style);
Json timeline_to_json(const TimelineAnswer& answer);

std::string render_dossier(const DossierAnswer& answer, const TextStyle& style);
Json dossier_to_json(const DossierAnswer& answer, const Register& reg);

std::string render_list(const std::vector<ListedTreaty>& list, const TextStyle& style);
Json list_to_json(const std::vector<ListedTreaty>& list);

/// Statements as they leave the reader: a short page, one paragraph a statement.
std::string render_statements(const Register& reg, const std::vector<Statement>& statements,
                              const TextStyle& style);

Json line_to_json(const Line& line);

}  // namespace servanda

#endif  // SERVANDA_RENDER_RENDER_H_
