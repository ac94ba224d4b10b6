// Search results, the review queue, and what came in, as text and JSON.
#ifndef SERVANDA_RENDER_REVIEW_H_
#define SERVANDA_RENDER_REVIEW_H_

#include <cstddef>
#include <string>
#include <vector>

#include "servanda/model/json.h"
#include "servanda/query/review.h"
#include "servanda/register/search.h"
#include "servanda/render/style.h"

namespace servanda {

std::string render_search(const SearchAnswer& answer, const TextStyle& style);
Json search_to_json(const SearchAnswer& answer);

std::string render_review(const ReviewAnswer& answer, const TextStyle& style);
/// One proposal for a person to decide on: what was read, how surely and on what grounds, and the
/// words in their surroundings. `document` may be empty.
std::string render_proposal(const ReviewLine& line, const std::string& document, std::size_t number,
                            std::size_t count, const TextStyle& style);
Json review_to_json(const ReviewAnswer& answer);
/// The table of frames alone.
std::string render_precision(const ReviewAnswer& answer, const TextStyle& style);

std::string render_since(const std::vector<SinceBatch>& batches, const TextStyle& style);
Json since_to_json(const std::vector<SinceBatch>& batches);

}  // namespace servanda

#endif  // SERVANDA_RENDER_REVIEW_H_
