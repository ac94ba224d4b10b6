// Puts fields into a JSON object where there is something to say. For the files of this room that
// know the contracts.
//
//   put(out, "title", treaty.title);      // nothing when empty
//   put(out, "signed", treaty.signed_on); // nothing when absent
#ifndef SERVANDA_MODEL_JSON_WRITER_H_
#define SERVANDA_MODEL_JSON_WRITER_H_

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/seldom.h"
#include "servanda/model/json.h"
#include "servanda/time/edtf.h"
#include "servanda/time/instant.h"
#include "servanda/time/period.h"

namespace servanda {

// Numbers and flags stand for themselves; everything else is written as its text.
inline Json json_of(bool value) {
  return value;
}
inline Json json_of(int value) {
  return value;
}
inline Json json_of(const std::string& value) {
  return value;
}
inline Json json_of(const Edtf& value) {
  return value.text();
}
inline Json json_of(const Actor& value) {
  return to_json(value);
}
inline Json json_of(const Trigger& value) {
  return to_json(value);
}
/// Periods, days, counting, and all closed vocabularies.
template <typename T>
Json json_of(const T& value) {
  return std::string(to_text(value));
}

/// The object grows at its end: keys are written once each, in the order of the contract.
inline void set(Json& out, const char* key, Json value) {
  out.emplace(key, std::move(value));
}

inline void put(Json& out, const char* key, const std::string& text) {
  if (!text.empty()) set(out, key, text);
}
template <typename T>
void put(Json& out, const char* key, const std::optional<T>& value) {
  if (value) set(out, key, json_of(*value));
}
template <typename T>
void put(Json& out, const char* key, const Seldom<T>& value) {
  if (value) set(out, key, json_of(*value));
}
inline void put(Json& out, const char* key, bool flag) {
  if (flag) set(out, key, true);
}
inline void put(Json& out, const char* key, int count) {
  if (count != 0) set(out, key, count);
}
inline void put(Json& out, const char* key, const Period& period) {
  if (!period.empty()) set(out, key, json_of(period));
}
template <typename T>
void put(Json& out, const char* key, const std::vector<T>& values) {
  if (values.empty()) return;
  Json list = Json::array();
  for (const T& value : values) list.push_back(json_of(value));
  set(out, key, std::move(list));
}
/// A single value stands alone, several in a list.
template <typename T, typename ToJson>
void put_one_or_more(Json& out, const char* key, const std::vector<T>& values, ToJson to) {
  if (values.empty()) return;
  if (values.size() == 1) return set(out, key, to(values.front()));
  Json list = Json::array();
  for (const T& value : values) list.push_back(to(value));
  set(out, key, std::move(list));
}

}  // namespace servanda

#endif  // SERVANDA_MODEL_JSON_WRITER_H_
