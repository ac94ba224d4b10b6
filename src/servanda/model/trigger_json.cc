// Triggers, quotas and weights in the form of the clause contract.
#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <cstdint>

#include "servanda/model/clause_json.h"
#include "servanda/model/json_reader.h"
#include "servanda/model/json_writer.h"

namespace servanda {
namespace {

Json quota_to_json(const Quota& quota) {
  Json out = Json::object();
  put(out, "members", quota.members);
  put(out, "count", quota.count);
  put(out, "share", quota.share);
  return out;
}

void read_quota(const Json& value, const Place& place, Fault& fault, Quota& quota) {
  JsonReader in(value, place, fault);
  in.text("members", quota.members);
  in.count("count", quota.count);
  in.text("share", quota.share);
  in.finish();
}

/// Whole numbers without a fraction, as people write them.
Json number_to_json(double value) {
  constexpr double kExact = 9007199254740992;  // 2^53
  if (std::abs(value) <= kExact && std::trunc(value) == value) {
    return static_cast<std::int64_t>(value);
  }
  return value;
}

Json weight_to_json(const Weight& weight) {
  Json out = Json::object();
  put(out, "of", weight.of);
  if (weight.share) set(out, "share", number_to_json(*weight.share));
  if (weight.amount && !weight.unit.empty()) {
    set(out, "amount", fmt::format("{} {}", weight.unit, *weight.amount));
  } else if (weight.amount) {
    set(out, "amount", number_to_json(*weight.amount));
  } else {
    put(out, "unit", weight.unit);
  }
  return out;
}

std::optional<double> number_in(std::string_view text) {
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

/// "USD 6000000", also "6000000 USD" and "6000000".
bool parse_amount(std::string_view text, Weight& weight) {
  weight.amount = number_in(text);
  if (weight.amount) return true;
  const std::size_t last = text.rfind(' ');
  if (last == std::string_view::npos) return false;
  weight.amount = number_in(text.substr(last + 1));
  weight.unit = text.substr(0, last);
  if (weight.amount) return true;
  const std::size_t first = text.find(' ');
  weight.amount = number_in(text.substr(0, first));
  weight.unit = text.substr(first + 1);
  return weight.amount.has_value();
}

void read_weight(const Json& value, const Place& place, Fault& fault, Weight& weight) {
  JsonReader in(value, place, fault);
  in.text("of", weight.of);
  in.number("share", weight.share);
  in.text("unit", weight.unit);
  const Json* amount = in.field("amount");
  if (amount != nullptr && amount->is_string()) {
    std::string written;
    in.text("amount", written);
    if (!parse_amount(written, weight)) {
      fail(fault, place.at("amount"), fmt::format("\"{}\" is no amount", written),
           "write it as USD 6000000");
    }
  } else {
    in.number("amount", weight.amount);
  }
  in.finish();
}

/// "on", or in its place a list of parts.
void read_event(JsonReader& in, Trigger& trigger) {
  using On = Trigger::On;
  int said = in.field("on") != nullptr ? 1 : 0;
  in.word("on", trigger.on, find_trigger, trigger_words);
  if (trigger.on == On::later_of || trigger.on == On::first_of) {
    return fail(in.fault(), in.place().at("on"), "the parts are missing",
                "write {\"later_of\": [...]} or {\"first_of\": [...]} in place of \"on\"");
  }
  for (const On on : {On::later_of, On::first_of}) {
    const std::string_view key = to_text(on);
    if (in.field(key) == nullptr) continue;
    ++said;
    trigger.on = on;
    in.values(key, trigger.parts, read_trigger);
  }
  if (said != 1 && !in.fault()) {
    fail(in.fault(), in.place(),
         said == 0 ? "the trigger does not say on what" : "the trigger says twice on what",
         "write one of \"on\", \"later_of\", \"first_of\"");
  }
}

/// What the condition of a conditional date is worth when it is met too late: {"after": "P90D"}.
void read_otherwise(const Json& value, const Place& place, Fault& fault, Period& period) {
  JsonReader in(value, place, fault);
  in.parsed("after", period, parse_period);
  in.finish();
}

}  // namespace

void read_trigger(const Json& value, const Place& place, Fault& fault, Trigger& trigger) {
  JsonReader in(value, place, fault);
  if (fault) return;
  read_event(in, trigger);
  in.count("count", trigger.count);
  in.texts("including", trigger.including);
  in.value_or_values("of", trigger.of, read_quota);
  in.value_or_values("weight", trigger.weight, read_weight);
  in.words("kinds", trigger.kinds, consent_words());
  in.texts("not_counted", trigger.not_counted);
  in.flag("definitive_signature", trigger.definitive_signature);
  in.text_or_texts("whom", trigger.whom);
  in.parsed("date", trigger.date, parse_edtf);
  in.text("treaty", trigger.treaty);
  if (in.field("if") != nullptr) {
    std::optional<Trigger> condition;
    in.value("if", condition, read_trigger);
    trigger.condition.push_back(std::move(*condition));
  }
  in.value("else", trigger.otherwise, read_otherwise);
  in.parsed("after", trigger.after, parse_period);
  in.parsed("align", trigger.align, parse_alignment);
  in.parsed("counting", trigger.counting, parse_counting);
  in.ignore({"later_from", "words"});  // of the clause that the trigger belongs to
  in.finish();
}

Json to_json(const Trigger& trigger) {
  Json out = Json::object();
  if (trigger.on == Trigger::On::later_of || trigger.on == Trigger::On::first_of) {
    Json parts = Json::array();
    for (const Trigger& part : trigger.parts) parts.push_back(to_json(part));
    set(out, std::string(to_text(trigger.on)).c_str(), std::move(parts));
  } else {
    set(out, "on", json_of(trigger.on));
  }
  put(out, "count", trigger.count);
  put(out, "including", trigger.including);
  put_one_or_more(out, "of", trigger.of, quota_to_json);
  put_one_or_more(out, "weight", trigger.weight, weight_to_json);
  put(out, "kinds", trigger.kinds);
  put(out, "not_counted", trigger.not_counted);
  put(out, "definitive_signature", trigger.definitive_signature);
  put_one_or_more(out, "whom", trigger.whom, [](const std::string& whom) { return Json(whom); });
  put(out, "date", trigger.date);
  put(out, "treaty", trigger.treaty);
  if (!trigger.condition.empty()) set(out, "if", to_json(trigger.condition.front()));
  if (trigger.otherwise) set(out, "else", Json::object({{"after", to_text(*trigger.otherwise)}}));
  put(out, "after", trigger.after);
  put(out, "align", to_text(trigger.align));
  put(out, "counting", trigger.counting);
  return out;
}

Result<Trigger> trigger_from_json(const Json& value) {
  Fault fault;
  Trigger trigger;
  read_trigger(value, Place{}, fault, trigger);
  if (fault) return *fault;
  return trigger;
}

}  // namespace servanda
