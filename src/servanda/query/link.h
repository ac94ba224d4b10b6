// Which treaty of a register does a document speak of?
//
//   TreatyLinks links = link_treaties(reg, statements, "2025");
//   links["t1"].id          // "ru-ir-2025": parties, date of signature and title agree
//   links["t3"].is_new      // true: nothing in the register fits; `id` is a readable new one
//
// Never on doubt: a treaty is linked only where the best candidate fits well and the next one does
// not; the others stand in `alternatives` for a person to look at.
#ifndef SERVANDA_QUERY_LINK_H_
#define SERVANDA_QUERY_LINK_H_

#include <map>
#include <string>
#include <vector>

#include "servanda/model/register.h"

namespace servanda {

struct TreatyLink {
  std::string id;
  bool is_new = false;
  double score = 0;  ///< 0 to 3: one each for parties, date of signature, title
  std::vector<std::pair<std::string, double>> alternatives = {};
};

using TreatyLinks = std::map<std::string, TreatyLink>;

/// By the local ids (t1, t2 …) of the treaty statements. New ids are made of the parties and the
/// year
/// ("irn-chn-2021"), or of the title, and differ from all that are there.
TreatyLinks link_treaties(const Register& reg, const std::vector<Statement>& statements);

/// The statements with every local id replaced; what is about no linked treaty stays as it is.
std::vector<Statement> with_links(std::vector<Statement> statements, const TreatyLinks& links);

}  // namespace servanda

#endif  // SERVANDA_QUERY_LINK_H_
