// A derivation as JSON (the fixed form of `servanda derive`) and as a page.
#ifndef SERVANDA_RENDER_DERIVATION_H_
#define SERVANDA_RENDER_DERIVATION_H_

#include <string>
#include <string_view>

#include "servanda/law/derivation.h"
#include "servanda/render/style.h"

namespace servanda {

/// Adds one object without line breaks: `id` first where it is not empty. Written straight into
/// the text, because a world of treaties is told in one go.
void append_json(std::string& out, std::string_view id, const Derivation& derivation);

std::string render(std::string_view title, const Derivation& derivation, const TextStyle& style);

}  // namespace servanda

#endif  // SERVANDA_RENDER_DERIVATION_H_
