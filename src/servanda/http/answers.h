// What the handlers share: parameters to values, values to answers. Inside the room.
#ifndef SERVANDA_HTTP_ANSWERS_H_
#define SERVANDA_HTTP_ANSWERS_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "servanda/http/routes.h"

namespace servanda {

Answer json_answer(const Json& json);

// Parameters. err: invalid_argument, naming the parameter.
Result<std::size_t> number_of(const Asked& asked, std::string_view name, std::size_t otherwise,
                              std::size_t most);
Result<Day> day_of(const Asked& asked, std::string_view name, Day otherwise);
Result<bool> truth_of(const Asked& asked, std::string_view name);

/// `limit` and `offset`.
struct Part {
  std::size_t limit;
  std::size_t offset;
};
Result<Part> part_of(const Asked& asked);
Json cut(Json list, const Part& part);
/// How many there are in all; where more follow, a link says where (RFC 8288).
void tell_part(const Asked& asked, const Part& part, std::size_t total, Answer& answer);
/// The part of a list that is asked for.
Result<Answer> list_answer(const Asked& asked, Json list);

/// The facets and words of a search. err: invalid_argument (neither words nor facets).
Result<SearchQuestion> search_of(const Asked& asked);

/// The English name of a state or organisation; empty where the code is not known.
std::string name_of(const std::string& code);

}  // namespace servanda

#endif  // SERVANDA_HTTP_ANSWERS_H_
