// Reads the fields of one JSON object; the first fault and its place are kept, and nothing more is
// read after it. For the files of this room that know the contracts.
//
//   Fault fault;
//   JsonReader in(value, Place{}, fault);
//   in.text("title", treaty.title);              // absent or null: left as it is
//   in.parsed("signed", treaty.signed_on, parse_edtf);
//   in.finish();                                 // refuses "singed": did you mean "signed"?
//   if (fault) return *fault;                    // "/signed: expected text, found a number"
#ifndef SERVANDA_MODEL_JSON_READER_H_
#define SERVANDA_MODEL_JSON_READER_H_

#include <cstddef>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/model/json.h"

namespace servanda {

using Fault = std::optional<Error>;

/// Where a value stands in its document: a chain up to the root, on the stack of the readers. It
/// costs nothing until a fault makes a JSON pointer (RFC 6901) of it.
struct Place {
  const Place* parent = nullptr;
  std::string_view key = {};
  std::size_t index = 0;
  bool is_element = false;
  int depth = 0;

  Place at(std::string_view field) const { return {this, field, 0, false, depth + 1}; }
  Place at(std::size_t element) const { return {this, {}, element, true, depth + 1}; }
  std::string pointer() const;
};

/// Sets the fault, unless there is one already: "/fact/by/0/state: expected text, found a number".
void fail(Fault& fault, const Place& place, std::string_view message, std::string advice = {});
void fail_type(Fault& fault, const Place& place, std::string_view expected, const Json& found);

/// `did you mean "force"?`, or the words that there are.
std::string suggestion(std::string_view word, const std::vector<std::string_view>& words);

class JsonReader {
 public:
  /// A fault when `value` is no object, or nested deeper than anything that makes sense.
  JsonReader(const Json& value, const Place& place, Fault& fault);

  Fault& fault() { return fault_; }
  const Place& place() const { return place_; }

  /// The value of a field; null when absent, null, or after a fault.
  const Json* field(std::string_view key);
  /// Faults unless the field is there.
  void require(std::string_view key);
  /// Keys that others use for purposes of their own.
  void ignore(std::initializer_list<std::string_view> keys);
  /// Unknown keys are passed over, except those that look like a known one misspelt.
  void finish();

  void text(std::string_view key, std::string& out);
  void texts(std::string_view key, std::vector<std::string>& out);
  /// Also a single text.
  void text_or_texts(std::string_view key, std::vector<std::string>& out);
  /// The text must be one of the words; it stays a text.
  void word(std::string_view key, std::string& out, const std::vector<std::string_view>& words);
  void words(std::string_view key, std::vector<std::string>& out,
             const std::vector<std::string_view>& words);
  void flag(std::string_view key, bool& out);
  void flag(std::string_view key, std::optional<bool>& out);
  /// A whole number from 0 that fits an int.
  void count(std::string_view key, int& out);
  void count(std::string_view key, std::optional<int>& out);
  void number(std::string_view key, std::optional<double>& out);

  /// A text that `parse` understands: T is Edtf, Period, Day …
  template <typename T>
  void parsed(std::string_view key, std::optional<T>& out, Result<T> (*parse)(std::string_view)) {
    std::string written;
    text(key, written);
    if (written.empty() || fault_) return;
    Result<T> value = parse(written);
    if (value) {
      out = std::move(*value);
    } else {
      fail(fault_, place_.at(key), value.error().message, value.error().advice);
    }
  }
  template <typename Out, typename T>
  void parsed(std::string_view key, Out& out, Result<T> (*parse)(std::string_view)) {
    std::optional<T> value;
    parsed(key, value, parse);
    if (value) out = std::move(*value);
  }

  /// One of the words of a closed vocabulary.
  template <typename Enum>
  void word(std::string_view key, std::optional<Enum>& out,
            std::optional<Enum> (*find)(std::string_view), std::vector<std::string_view> (*all)()) {
    if (field(key) == nullptr) return;
    std::string written;
    text(key, written);
    if (fault_) return;
    out = find(written);
    if (!out) fail_word(place_.at(key), written, all());
  }
  template <typename Enum>
  void word(std::string_view key, Enum& out, std::optional<Enum> (*find)(std::string_view),
            std::vector<std::string_view> (*all)()) {
    std::optional<Enum> value;
    word(key, value, find, all);
    if (value) out = *value;
  }

  /// A value that has a reader of its own, void read(const Json&, const Place&, Fault&, T&); `out`
  /// is an std::optional<T>, or a Seldom<T>.
  template <typename Optional, typename Read>
  void value(std::string_view key, Optional& out, Read read) {
    const Json* found = field(key);
    if (found == nullptr) return;
    read(*found, place_.at(key), fault_, out.emplace());
  }
  /// A list of such values.
  template <typename T, typename Read>
  void values(std::string_view key, std::vector<T>& out, Read read) {
    const Json* found = field(key);
    if (found == nullptr) return;
    const Place here = place_.at(key);
    if (!found->is_array()) return fail_type(fault_, here, "a list", *found);
    for (std::size_t i = 0; i < found->size() && !fault_; ++i) {
      read((*found)[i], here.at(i), fault_, out.emplace_back());
    }
  }
  /// Also a single one.
  template <typename T, typename Read>
  void value_or_values(std::string_view key, std::vector<T>& out, Read read) {
    const Json* found = field(key);
    if (found == nullptr) return;
    if (found->is_array()) return values(key, out, read);
    read(*found, place_.at(key), fault_, out.emplace_back());
  }

 private:
  void fail_word(const Place& place, std::string_view word,
                 const std::vector<std::string_view>& words);

  const Json* object_ = nullptr;  // null after a fault at the object itself
  Place place_;
  Fault& fault_;
  std::vector<std::string_view> known_;
};

/// A text as it stands.
void read_text(const Json& value, const Place& place, Fault& fault, std::string& out);

}  // namespace servanda

#endif  // SERVANDA_MODEL_JSON_READER_H_
