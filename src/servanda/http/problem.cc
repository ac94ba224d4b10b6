#include "servanda/http/problem.h"

#include <nlohmann/json.hpp>

#include "servanda/model/json.h"

namespace servanda {
namespace {

/// The phrases of RFC 9110, section 15.
std::string_view title_of(unsigned status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 421:
      return "Misdirected Request";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 503:
      return "Service Unavailable";
    default:
      return "Internal Server Error";
  }
}

}  // namespace

unsigned http_status_of(Code code) {
  switch (code) {
    case Code::parse:
      return 422;
    case Code::invalid_argument:
      return 400;
    case Code::not_found:
      return 404;
    case Code::conflict:
      return 409;
    case Code::io:
      return 503;
    case Code::corrupt:
    case Code::internal:
      break;
  }
  return 500;
}

HttpResponse problem(unsigned status, const std::string& detail, const std::string& advice) {
  Json json = {
      {"type", "about:blank"}, {"title", title_of(status)}, {"status", status}, {"detail", detail}};
  if (!advice.empty()) json["advice"] = advice;
  HttpResponse response;
  response.status = status;
  response.content_type = "application/problem+json";
  response.set_body(print_json(json) + "\n");
  return response;
}

HttpResponse problem(const Error& error) {
  return problem(http_status_of(error.code), error.message, error.advice);
}

}  // namespace servanda
