#include "servanda/http/target.h"

#include <fmt/format.h>

#include <algorithm>

#include "servanda/base/table.h"
#include "servanda/base/utf8.h"

namespace servanda {
namespace {

constexpr std::size_t kMostParameters = 64;

std::optional<unsigned> digit_of(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10U;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10U;
  return std::nullopt;
}

Result<std::string> decoded(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      const auto high = i + 1 < text.size() ? digit_of(text[i + 1]) : std::nullopt;
      const auto low = i + 2 < text.size() ? digit_of(text[i + 2]) : std::nullopt;
      if (!high || !low) {
        return Error{Code::invalid_argument, "the address has a \"%\" without two digits",
                     "write a percent sign as %25"};
      }
      out += static_cast<char>(*high * 16U + *low);
      i += 2;
    }
  }
  if (find_invalid_utf8(out)) {
    return Error{Code::invalid_argument, "the address is not UTF-8", "encode it as UTF-8"};
  }
  const auto control = [](unsigned char c) { return c < 0x20 || c == 0x7f; };
  if (std::any_of(out.begin(), out.end(), control)) {
    return Error{Code::invalid_argument, "the address has a control character", "leave it out"};
  }
  return out;
}

}  // namespace

std::optional<std::string_view> Target::find(std::string_view name) const {
  for (const auto& [key, value] : query) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::vector<std::string> Target::all(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& [key, value] : query) {
    if (key == name) values.push_back(value);
  }
  return values;
}

Result<Target> parse_target(std::string_view text) {
  if (text.empty() || text.front() != '/') {
    return Error{Code::invalid_argument, "the address does not begin with \"/\"",
                 "such as /api/v1/treaties"};
  }
  Target target;
  const std::size_t question = text.find('?');
  target.path = std::string(text.substr(0, question));
  for (const std::string_view piece : split(std::string_view(target.path).substr(1), '/')) {
    SERVANDA_ASSIGN_OR_RETURN(std::string segment, decoded(piece, false));
    target.segments.push_back(std::move(segment));
  }
  if (question == std::string_view::npos) return target;
  for (const std::string_view pair : split(text.substr(question + 1), '&')) {
    if (pair.empty()) continue;
    if (target.query.size() == kMostParameters) {
      return Error{Code::invalid_argument, "the address has more than 64 parameters", "ask twice"};
    }
    const std::size_t equals = pair.find('=');
    SERVANDA_ASSIGN_OR_RETURN(std::string name, decoded(pair.substr(0, equals), true));
    std::string value;
    if (equals != std::string_view::npos) {
      SERVANDA_ASSIGN_OR_RETURN(value, decoded(pair.substr(equals + 1), true));
    }
    target.query.emplace_back(std::move(name), std::move(value));
  }
  return target;
}

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                            (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
    if (unreserved) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

}  // namespace servanda
