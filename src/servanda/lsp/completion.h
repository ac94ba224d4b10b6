// What may stand at a place in a journal: keywords, acts, names.
#ifndef SERVANDA_LSP_COMPLETION_H_
#define SERVANDA_LSP_COMPLETION_H_

#include <string>
#include <string_view>
#include <vector>

#include "servanda/model/register.h"

namespace servanda {

struct Completion {
  enum class Kind { keyword, act, treaty, state, source, word };
  std::string label;
  Kind kind = Kind::keyword;
  std::string detail = {};
};

/// `before` is the text up to the cursor; names come from the register. The editor itself leaves
/// aside what does not begin as the word under the cursor does.
std::vector<Completion> complete_journal(std::string_view before, const Register& reg);

}  // namespace servanda

#endif  // SERVANDA_LSP_COMPLETION_H_
