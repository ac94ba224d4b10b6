#include "servanda/model/json_reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <limits>

#include "servanda/base/text.h"

namespace servanda {
namespace {

// No contract nests deeper than its triggers do, and no treaty's triggers come near this.
constexpr int kDeepest = 100;

std::string_view kind_of(const Json& value) {
  switch (value.type()) {
    case Json::value_t::null:
      return "null";
    case Json::value_t::object:
      return "an object";
    case Json::value_t::array:
      return "a list";
    case Json::value_t::string:
      return "text";
    case Json::value_t::boolean:
      return value.get<bool>() ? "true" : "false";
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
    case Json::value_t::number_float:
      return "a number";
    case Json::value_t::binary:
    case Json::value_t::discarded:
      break;
  }
  return "something else";
}

void append_pointer(std::string& out, const Place& place) {
  if (place.parent == nullptr) return;
  append_pointer(out, *place.parent);
  out.push_back('/');
  if (place.is_element) {
    out += std::to_string(place.index);
    return;
  }
  for (const char c : place.key) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out.push_back(c);
    }
  }
}

}  // namespace

std::string Place::pointer() const {
  std::string out;
  append_pointer(out, *this);
  return out;
}

void fail(Fault& fault, const Place& place, std::string_view message, std::string advice) {
  if (fault) return;
  const std::string pointer = place.pointer();
  fault = Error{Code::parse,
                pointer.empty() ? std::string(message) : fmt::format("{}: {}", pointer, message),
                std::move(advice)};
}

void fail_type(Fault& fault, const Place& place, std::string_view expected, const Json& found) {
  fail(fault, place, fmt::format("expected {}, found {}", expected, kind_of(found)));
}

std::string suggestion(std::string_view word, const std::vector<std::string_view>& words) {
  const std::string_view near = closest(word, words);
  if (!near.empty()) return fmt::format("did you mean \"{}\"?", near);
  return fmt::format("write one of: {}", fmt::join(words, ", "));
}

void read_text(const Json& value, const Place& place, Fault& fault, std::string& out) {
  if (const auto* text = value.get_ptr<const Json::string_t*>()) {
    out = *text;
  } else {
    fail_type(fault, place, "text", value);
  }
}

JsonReader::JsonReader(const Json& value, const Place& place, Fault& fault)
    : place_(place), fault_(fault) {
  if (!value.is_object()) {
    fail_type(fault_, place_, "an object", value);
  } else if (place.depth > kDeepest) {
    fail(fault_, place_, fmt::format("nested deeper than {} levels", kDeepest));
  } else {
    object_ = &value;
  }
}

const Json* JsonReader::field(std::string_view key) {
  known_.push_back(key);
  if (fault_ || object_ == nullptr) return nullptr;
  for (auto it = object_->begin(); it != object_->end(); ++it) {
    if (it.key() == key) return it->is_null() ? nullptr : &*it;
  }
  return nullptr;
}

void JsonReader::require(std::string_view key) {
  if (!fault_ && field(key) == nullptr) fail(fault_, place_.at(key), "is missing");
}

void JsonReader::ignore(std::initializer_list<std::string_view> keys) {
  known_.insert(known_.end(), keys);
}

void JsonReader::finish() {
  if (fault_ || object_ == nullptr) return;
  for (auto it = object_->begin(); it != object_->end(); ++it) {
    const std::string& key = it.key();
    if (std::find(known_.begin(), known_.end(), key) != known_.end()) continue;
    const std::string_view near = closest(key, known_);
    if (near.empty()) continue;
    return fail(fault_, place_.at(key), "unknown field", fmt::format("did you mean \"{}\"?", near));
  }
}

void JsonReader::text(std::string_view key, std::string& out) {
  if (const Json* found = field(key)) read_text(*found, place_.at(key), fault_, out);
}

void JsonReader::texts(std::string_view key, std::vector<std::string>& out) {
  values(key, out, read_text);
}

void JsonReader::text_or_texts(std::string_view key, std::vector<std::string>& out) {
  value_or_values(key, out, read_text);
}

void JsonReader::word(std::string_view key, std::string& out,
                      const std::vector<std::string_view>& words) {
  text(key, out);
  if (fault_ || out.empty()) return;
  if (std::find(words.begin(), words.end(), out) == words.end()) {
    fail_word(place_.at(key), out, words);
  }
}

void JsonReader::words(std::string_view key, std::vector<std::string>& out,
                       const std::vector<std::string_view>& words) {
  texts(key, out);
  const Place here = place_.at(key);
  for (std::size_t i = 0; i < out.size() && !fault_; ++i) {
    if (std::find(words.begin(), words.end(), out[i]) == words.end()) {
      fail_word(here.at(i), out[i], words);
    }
  }
}

void JsonReader::flag(std::string_view key, bool& out) {
  const Json* found = field(key);
  if (found == nullptr) return;
  if (const auto* flag = found->get_ptr<const Json::boolean_t*>()) {
    out = *flag;
  } else {
    fail_type(fault_, place_.at(key), "true or false", *found);
  }
}

void JsonReader::flag(std::string_view key, std::optional<bool>& out) {
  const Json* found = field(key);
  if (found != nullptr) flag(key, out.emplace());
}

void JsonReader::count(std::string_view key, int& out) {
  const Json* found = field(key);
  if (found == nullptr) return;
  const Place here = place_.at(key);
  if (!found->is_number_integer()) return fail_type(fault_, here, "a whole number", *found);
  if (!found->is_number_unsigned() && found->get<std::int64_t>() < 0) {
    return fail(fault_, here, "a count is not negative");
  }
  const auto value = found->get<std::uint64_t>();
  if (value > static_cast<std::uint64_t>(std::numeric_limits<int>::max())) {
    return fail(fault_, here, "the number is too large");
  }
  out = static_cast<int>(value);
}

void JsonReader::count(std::string_view key, std::optional<int>& out) {
  const Json* found = field(key);
  if (found != nullptr) count(key, out.emplace());
}

void JsonReader::number(std::string_view key, std::optional<double>& out) {
  const Json* found = field(key);
  if (found == nullptr) return;
  if (!found->is_number()) return fail_type(fault_, place_.at(key), "a number", *found);
  out = found->get<double>();
}

void JsonReader::fail_word(const Place& place, std::string_view word,
                           const std::vector<std::string_view>& words) {
  fail(fault_, place, fmt::format("unknown word \"{}\"", word), suggestion(word, words));
}

}  // namespace servanda
