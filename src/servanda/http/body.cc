#include "servanda/http/body.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "servanda/reader/treaty_statements.h"

namespace servanda {

Result<Json> json_body(const std::string& body) {
  SERVANDA_ASSIGN_OR_RETURN(Json json, parse_json(body));
  if (!json.is_object()) {
    return Error{Code::parse, "the body is no JSON object", "such as {\"text\": \"…\"}"};
  }
  return json;
}

Result<std::string> text_in(const Json& body, const char* key, bool needed) {
  if (!body.contains(key) || body.at(key).is_null()) {
    if (!needed) return std::string();
    return Error{Code::invalid_argument, fmt::format("the body has no \"{}\"", key), "as text"};
  }
  if (!body.at(key).is_string())
    return Error{Code::invalid_argument, fmt::format("\"{}\" is no text", key), "as text"};
  return body.at(key).get<std::string>();
}

Result<ReadOptions> read_options(const Json& body) {
  ReadOptions options;
  SERVANDA_ASSIGN_OR_RETURN(const std::string published, text_in(body, "published", false));
  SERVANDA_ASSIGN_OR_RETURN(options.doc, text_in(body, "doc", false));
  SERVANDA_ASSIGN_OR_RETURN(options.publisher, text_in(body, "publisher", false));
  if (options.doc.empty()) options.doc = "document";
  if (published.empty()) return options;
  const Result<Day> day = parse_day(published);
  if (!day) {
    return Error{Code::invalid_argument, "published: " + day.error().message, "a day (2025-03-26)"};
  }
  options.published = *day;
  return options;
}

Result<Reading> reading_of(const Json& body) {
  SERVANDA_ASSIGN_OR_RETURN(const std::string text, text_in(body, "text", true));
  SERVANDA_ASSIGN_OR_RETURN(const std::string as, text_in(body, "as", false));
  SERVANDA_ASSIGN_OR_RETURN(const ReadOptions options, read_options(body));
  if (as.empty() || as == "dispatch") return read_dispatch(text, options);
  if (as != "treaty") {
    return Error{Code::invalid_argument, fmt::format("nothing is read as \"{}\"", as),
                 "dispatch or treaty"};
  }
  SERVANDA_ASSIGN_OR_RETURN(const TreatyReading treaty, read_treaty_text(text));
  return statements_of(treaty, text, options);
}

}  // namespace servanda
