#include "servanda/model/json.h"

#include <fmt/format.h>

#include <cstddef>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "servanda/base/sha256.h"
#include "servanda/base/text.h"

namespace servanda {
namespace {

constexpr std::size_t kDeepest = 100;

/// Hands the bytes to the parser and tells us how far it has read: the library names places only
/// for faults that it finds itself.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, const char** reached) : at_(at), reached_(reached) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    ++at_;
    *reached_ = at_;
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const CountingIterator& a, const CountingIterator& b) {
    return a.at_ == b.at_;
  }
  friend bool operator!=(const CountingIterator& a, const CountingIterator& b) {
    return a.at_ != b.at_;
  }

 private:
  const char* at_;
  const char** reached_;
};

/// Builds the value while the library parses, and stops it at what it would let pass: depth and
/// keys that come twice.
class Builder : public nlohmann::json_sax<Json> {
 public:
  Builder(std::string_view text, const char* const* reached) : text_(text), reached_(reached) {}

  Json root;
  std::string message;
  std::size_t offset = 0;

  bool null() override { return add(nullptr); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override { return add(value); }
  bool number_unsigned(number_unsigned_t value) override { return add(value); }
  bool number_float(number_float_t value, const string_t&) override { return add(value); }
  bool string(string_t& value) override { return add(std::move(value)); }
  bool binary(binary_t&) override { return false; }  // no JSON text holds any
  bool start_object(std::size_t) override { return open(Json::object()); }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& value) override {
    Level& level = open_.back();
    if (!level.keys.insert(value).second) {
      offset = key_begin();
      message = fmt::format("the key \"{}\" comes twice in one object", value);
      return false;
    }
    level.key = std::move(value);
    return true;
  }

  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception& fault) override {
    offset = position > 0 ? position - 1 : 0;
    message = in_plain_words(fault.what());
    return false;
  }

 private:
  // The library has just read what it reports.
  std::size_t reached() const { return static_cast<std::size_t>(*reached_ - text_.data()); }

  struct Level {
    Json* value;
    std::string key = {};
    std::unordered_set<std::string> keys = {};
  };

  template <typename T>
  Json* place(T&& value) {
    if (open_.empty()) {
      root = Json(std::forward<T>(value));
      return &root;
    }
    Level& level = open_.back();
    if (auto* list = level.value->get_ptr<Json::array_t*>()) {
      return &list->emplace_back(std::forward<T>(value));
    }
    // Straight into the underlying vector: the keys are known to differ, and a search for each
    // would make large objects slow. Open containers are the last ones of theirs, so that growing
    // moves none of them.
    auto* object = level.value->get_ptr<Json::object_t*>();
    using Pairs = Json::object_t::Container;
    return &static_cast<Pairs*>(object)
                ->emplace_back(std::move(level.key), Json(std::forward<T>(value)))
                .second;
  }

  template <typename T>
  bool add(T&& value) {
    place(std::forward<T>(value));
    return true;
  }

  bool open(Json container) {
    if (open_.size() == kDeepest) {
      offset = reached() - 1;
      message = fmt::format("nested deeper than {} levels", kDeepest);
      return false;
    }
    Json* placed = place(std::move(container));
    open_.push_back(Level{placed});
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  /// Where the key that was just read begins: its opening quote is the last one before the closing
  /// one with an even number of backslashes before it.
  std::size_t key_begin() const {
    const std::size_t close = text_.rfind('"', reached() - 1);
    for (std::size_t at = close; at-- > 0;) {
      if (text_[at] != '"') continue;
      std::size_t slashes = 0;
      while (slashes < at && text_[at - 1 - slashes] == '\\') ++slashes;
      if (slashes % 2 == 0) return at;
    }
    return 0;
  }

  static void drop_until(std::string_view& text, std::string_view mark) {
    const std::size_t found = text.find(mark);
    if (found != std::string_view::npos) text.remove_prefix(found + mark.size());
  }

  /// "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error while …"
  /// without what we say ourselves, and better.
  static std::string in_plain_words(std::string_view what) {
    if (what.substr(0, 1) == "[") drop_until(what, "] ");
    if (what.substr(0, 11) == "parse error") drop_until(what, ": ");
    return std::string(what);
  }

  std::string_view text_;
  const char* const* reached_;
  std::vector<Level> open_;
};

}  // namespace

Result<Json> parse_json(std::string_view text) {
  const char* reached = text.data();
  Builder builder(text, &reached);
  const CountingIterator begin(text.data(), &reached);
  const CountingIterator end(text.data() + text.size(), &reached);
  if (Json::sax_parse(begin, end, &builder)) return std::move(builder.root);
  const Position at = SourceText("", std::string(text)).position(builder.offset);
  return Error{Code::parse,
               fmt::format("line {}, column {}: {}", at.line, at.column, builder.message)};
}

std::string print_json(const Json& value, int indent) {
  return value.dump(indent, ' ', false, Json::error_handler_t::replace);
}

std::string statement_id(const Statement& statement) {
  return sha256_hex(print_json(to_json(statement))).substr(0, 16);
}

}  // namespace servanda
