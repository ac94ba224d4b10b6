// The parties of a treaty on a day, as text and JSON.
#ifndef SERVANDA_RENDER_PARTIES_H_
#define SERVANDA_RENDER_PARTIES_H_

#include <string>

#include "servanda/model/json.h"
#include "servanda/query/parties.h"
#include "servanda/render/style.h"

namespace servanda {

std::string render_parties(const PartiesAnswer& answer, const TextStyle& style);
Json parties_to_json(const PartiesAnswer& answer);

}  // namespace servanda

#endif  // SERVANDA_RENDER_PARTIES_H_
