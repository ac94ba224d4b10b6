// The target of a request, taken apart: "/api/v1/treaties/ru-ir-2025?on=2025-03&state=RUS".
//
//   Result<Target> target = parse_target("/a%20b/c?on=2025&x=%D0%98");
//   target->segments            // "a b", "c"
//   target->find("on")          // "2025"
//   parse_target("/%zz")        // Error: invalid_argument
//
// Source: RFC 3986, RFC 9112 (origin-form). A "+" in a query is a space, as forms write it.
// Segments are looked up in tables, never joined to a path: "..", encoded or not, is a name that
// nothing has.
#ifndef SERVANDA_HTTP_TARGET_H_
#define SERVANDA_HTTP_TARGET_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "servanda/base/result.h"

namespace servanda {

struct Target {
  std::string path;                   ///< as sent, without the query
  std::vector<std::string> segments;  ///< decoded, UTF-8 without control characters
  std::vector<std::pair<std::string, std::string>> query;  ///< decoded, in their order

  /// The first value of that name.
  std::optional<std::string_view> find(std::string_view name) const;
  std::vector<std::string> all(std::string_view name) const;
};

/// err: invalid_argument, naming the part: not in origin-form, a "%" that is no octet, bytes that
/// are not UTF-8, a control character, more than 64 parameters.
Result<Target> parse_target(std::string_view target);

/// Everything but unreserved characters percent-encoded.
std::string percent_encoded(std::string_view text);

}  // namespace servanda

#endif  // SERVANDA_HTTP_TARGET_H_
