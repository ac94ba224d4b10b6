#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "servanda/base/sha256.h"
#include "servanda/proof/proof.h"

namespace servanda {
namespace {

Error fault(std::string_view pointer, std::string_view message) {
  return {Code::parse, fmt::format("{}: {}", pointer.empty() ? "/" : pointer, message)};
}

/// Reads one object key by key, remembering the first fault and every key it was asked for, so that
/// a key nobody knows can be refused.
class Fields {
 public:
  Fields(const Json& object, std::string pointer) : object_(object), pointer_(std::move(pointer)) {
    if (!object_.is_object()) error_ = fault(pointer_, "an object is expected");
  }

  const Json* find(std::string_view key) {
    known_.push_back(key);
    if (error_ || !object_.contains(key)) return nullptr;
    return &object_.at(std::string(key));
  }
  std::string text(std::string_view key, bool required = false) {
    const Json* value = find(key);
    if (value == nullptr) {
      if (required) complain(key, "is missing");
      return {};
    }
    if (!value->is_string()) {
      complain(key, "a string is expected");
      return {};
    }
    return value->get<std::string>();
  }
  std::vector<std::string> texts(std::string_view key) {
    std::vector<std::string> list;
    const Json* value = find(key);
    if (value == nullptr) return list;
    if (!value->is_array()) {
      complain(key, "a list is expected");
      return list;
    }
    for (const Json& element : *value) {
      if (!element.is_string()) {
        complain(key, "a list of strings is expected");
        return {};
      }
      list.push_back(element.get<std::string>());
    }
    return list;
  }
  /// Parses the text behind `key` with `parse`, a function from text to Result<T>.
  template <typename T, typename Parse>
  std::optional<T> parsed(std::string_view key, Parse parse, bool required = false) {
    const std::string words = text(key, required);
    if (words.empty()) {
      if (required) complain(key, "is missing");
      return std::nullopt;
    }
    Result<T> value = parse(words);
    if (!value) {
      complain(key, value.error().message);
      return std::nullopt;
    }
    return *std::move(value);
  }
  template <typename Enum>
  std::optional<Enum> word(std::string_view key,
                           std::optional<Enum> (*find_word)(std::string_view)) {
    const std::string word = text(key);
    if (word.empty()) return std::nullopt;
    std::optional<Enum> value = find_word(word);
    if (!value) complain(key, fmt::format("unknown word \"{}\"", word));
    return value;
  }
  void complain(std::string_view key, std::string_view message) {
    if (!error_) error_ = fault(fmt::format("{}/{}", pointer_, key), message);
  }
  /// The first fault, or that of a key that nobody asked for.
  std::optional<Error> finish() {
    if (error_) return error_;
    for (const auto& item : object_.items()) {
      if (std::find(known_.begin(), known_.end(), item.key()) == known_.end()) {
        return fault(fmt::format("{}/{}", pointer_, item.key()), "this key is not known here");
      }
    }
    return std::nullopt;
  }
  const std::string& pointer() const { return pointer_; }

 private:
  const Json& object_;
  std::string pointer_;
  std::vector<std::string_view> known_;
  std::optional<Error> error_;
};

Json to_json(const When& when) {
  if (when.instant) return to_text(*when.instant);
  if (when.exact()) return to_text(when.earliest);
  return to_text(when.earliest) + "/" + to_text(when.latest);
}

Result<When> parse_when(const std::string& text) {
  SERVANDA_ASSIGN_OR_RETURN(const Moment moment, parse_moment(text));
  const std::optional<When> when = when_of(moment);
  if (!when) return Error{Code::parse, "both ends must be known"};
  if (to_text(*when) != text) return Error{Code::parse, "days are written in full"};
  return *when;
}

Json to_json(const Proposition& p) {
  Json json;
  json["predicate"] = to_text(p.predicate);
  json["treaty"] = p.treaty;
  if (!p.states.empty()) json["states"] = p.states;
  if (p.act) json["act"] = to_text(*p.act);
  if (p.of) json["of"] = to_text(*p.of);
  if (p.undo) json["undo"] = to_text(*p.undo);
  if (p.when) json["when"] = to_json(*p.when);
  if (p.until) json["until"] = to_json(*p.until);
  if (p.number) json["number"] = *p.number;
  if (p.verdict) json["verdict"] = to_text(*p.verdict);
  if (p.on) json["on"] = to_text(*p.on);
  if (p.known) json["known"] = to_text(*p.known);
  if (!p.reading.empty()) json["reading"] = p.reading;
  if (!p.detail.empty()) json["detail"] = p.detail;
  return json;
}

Result<Proposition> proposition_from_json(const Json& value, const std::string& pointer) {
  Fields fields(value, pointer);
  Proposition p;
  const auto predicate = fields.word("predicate", find_predicate);
  if (!predicate) fields.complain("predicate", "is missing");
  p.treaty = fields.text("treaty", true);
  p.states = fields.texts("states");
  p.act = fields.word("act", find_act_type);
  p.of = fields.word("of", find_act_type);
  p.undo = fields.word("undo", find_act_type);
  p.when = fields.parsed<When>("when", parse_when);
  p.until = fields.parsed<When>("until", parse_when);
  if (const Json* number = fields.find("number")) {
    if (number->is_number_integer() && number->get<std::int64_t>() >= 0 &&
        number->get<std::int64_t>() < 1000000) {
      p.number = number->get<int>();
    } else {
      fields.complain("number", "a small whole number is expected");
    }
  }
  p.verdict = fields.word("verdict", find_verdict);
  p.on = fields.parsed<Moment>("on", [](const std::string& t) { return parse_moment(t); });
  p.known = fields.parsed<Day>("known", [](const std::string& t) { return parse_day(t); });
  p.reading = fields.text("reading");
  p.detail = fields.text("detail");
  if (auto error = fields.finish()) return *error;
  p.predicate = *predicate;
  return p;
}

Json to_json(const Step& step) {
  Json json;
  json["rule"] = step.rule;
  json["says"] = sentence(step.conclusion);
  const Rule* rule = find_rule(step.rule);
  json["basis"] = rule == nullptr ? std::string_view() : rule->basis;
  json["conclusion"] = to_json(step.conclusion);
  if (!step.records.empty()) json["records"] = step.records;
  if (!step.premises.empty()) {
    json["premises"] = Json::array();
    for (const Step& premise : step.premises) json["premises"].push_back(to_json(premise));
  }
  return json;
}

// parse_json() has bounded the depth of the tree, so the recursion is bounded too.
Result<Step> step_from_json(const Json& value, const std::string& pointer) {
  Fields fields(value, pointer);
  Step step;
  step.rule = fields.text("rule", true);
  const std::string says = fields.text("says", true);
  const std::string basis = fields.text("basis", true);
  step.records = fields.texts("records");
  const Json* conclusion = fields.find("conclusion");
  if (conclusion == nullptr) fields.complain("conclusion", "is missing");
  const Json* premises = fields.find("premises");
  if (premises != nullptr && !premises->is_array())
    fields.complain("premises", "a list is expected");
  if (auto error = fields.finish()) return *error;
  SERVANDA_ASSIGN_OR_RETURN(step.conclusion,
                            proposition_from_json(*conclusion, pointer + "/conclusion"));
  // What is written for people must be what the data says: nobody reads the data.
  const Rule* rule = find_rule(step.rule);
  if (rule == nullptr)
    return fault(pointer + "/rule", fmt::format("unknown rule \"{}\"", step.rule));
  if (basis != rule->basis) return fault(pointer + "/basis", "is not the basis of this rule");
  if (says != sentence(step.conclusion)) {
    return fault(pointer + "/says", "does not say what the conclusion says");
  }
  if (premises != nullptr) {
    for (std::size_t i = 0; i < premises->size(); ++i) {
      SERVANDA_ASSIGN_OR_RETURN(
          Step premise, step_from_json((*premises)[i], fmt::format("{}/premises/{}", pointer, i)));
      step.premises.push_back(std::move(premise));
    }
  }
  return step;
}

Result<Source> source_from_json(const Json& value, const std::string& pointer) {
  Fields fields(value, pointer);
  Source source;
  source.id = fields.text("id", true);
  source.title = fields.text("title");
  source.publisher = fields.text("publisher");
  source.published =
      fields.parsed<Edtf>("published", [](const std::string& t) { return parse_edtf(t); });
  source.url = fields.text("url");
  source.language = fields.text("language");
  const auto authority = fields.word("authority", find_authority);
  if (!authority) fields.complain("authority", "is missing");
  source.file = fields.text("file");
  source.sha256 = fields.text("sha256");
  source.note = fields.text("note");
  if (auto error = fields.finish()) return *error;
  source.authority = *authority;
  return source;
}

}  // namespace

Json to_json(const Source& source) {
  Json json;
  json["id"] = source.id;
  const auto put = [&](const char* key, const std::string& value) {
    if (!value.empty()) json[key] = value;
  };
  put("title", source.title);
  put("publisher", source.publisher);
  if (source.published) json["published"] = source.published->text();
  put("url", source.url);
  put("language", source.language);
  json["authority"] = to_text(source.authority);
  put("file", source.file);
  put("sha256", source.sha256);
  put("note", source.note);
  return json;
}

std::string source_digest(const Source& source) {
  return sha256_hex(print_json(to_json(source))).substr(0, 16);
}

namespace {

Json to_json(const GroupTable& table) {
  Json json;
  json["id"] = table.id;
  if (!table.unit.empty()) json["unit"] = table.unit;
  json["members"] = Json::array();
  for (const GroupMember& member : table.members) {
    Json one;
    one["state"] = member.state;
    if (member.from) one["from"] = to_text(*member.from);
    if (member.until) one["until"] = to_text(*member.until);
    if (member.weight) one["weight"] = *member.weight;
    json["members"].push_back(std::move(one));
  }
  std::vector<std::string> from;
  for (const Citation& citation : table.from) from.push_back(citation.source);
  if (!from.empty()) json["from"] = from;
  if (table.known) json["known"] = to_text(*table.known);
  return json;
}

Result<GroupTable> table_from_json(const Json& value, const std::string& pointer) {
  const auto day = [](const std::string& text) { return parse_day(text); };
  Fields fields(value, pointer);
  GroupTable table;
  table.id = fields.text("id", true);
  table.unit = fields.text("unit");
  for (const std::string& source : fields.texts("from")) {
    Citation citation;
    citation.source = source;
    table.from.push_back(std::move(citation));
  }
  table.known = fields.parsed<Day>("known", day);
  const Json* members = fields.find("members");
  if (members == nullptr || !members->is_array()) fields.complain("members", "a list is expected");
  if (auto error = fields.finish()) return *error;
  for (std::size_t i = 0; i < members->size(); ++i) {
    Fields row((*members)[i], fmt::format("{}/members/{}", pointer, i));
    GroupMember member;
    member.state = row.text("state", true);
    member.from = row.parsed<Day>("from", day);
    member.until = row.parsed<Day>("until", day);
    if (const Json* weight = row.find("weight")) {
      if (weight->is_number() && std::isfinite(weight->get<double>()) &&
          weight->get<double>() >= 0) {
        member.weight = weight->get<double>();
      } else {
        row.complain("weight", "a finite number that is not negative is expected");
      }
    }
    if (auto error = row.finish()) return *error;
    table.members.push_back(std::move(member));
  }
  return table;
}

}  // namespace

std::string table_digest(const GroupTable& table) {
  return sha256_hex(print_json(to_json(table))).substr(0, 16);
}

Json to_json(const Proof& proof) {
  Json json;
  json["proof"] = 1;  // version of this form
  Json question;
  question["treaty"] = proof.question.treaty;
  if (!proof.question.states.empty()) question["states"] = proof.question.states;
  question["on"] = to_text(proof.question.on);
  question["known"] = to_text(proof.question.known);
  json["question"] = std::move(question);
  json["root"] = to_json(proof.root);
  json["statements"] = Json::object();
  for (const auto& [id, statement] : proof.statements) json["statements"][id] = to_json(statement);
  json["sources"] = Json::object();
  for (const auto& [digest, source] : proof.sources) json["sources"][digest] = to_json(source);
  for (const auto& [digest, table] : proof.tables) json["tables"][digest] = to_json(table);
  json["policy"] = {{"name", proof.policy.name}, {"order", policy_order(proof.policy)}};
  return json;
}

Result<Proof> proof_from_json(const Json& value) {
  Fields fields(value, "");
  const Json* version = fields.find("proof");
  const Json* question = fields.find("question");
  const Json* root = fields.find("root");
  const Json* statements = fields.find("statements");
  const Json* sources = fields.find("sources");
  const Json* tables = fields.find("tables");
  const Json* policy = fields.find("policy");
  if (auto error = fields.finish()) return *error;
  if (version == nullptr || !version->is_number_integer() || *version != 1) {
    return fault("/proof", "this is not a proof of version 1");
  }
  if (question == nullptr || root == nullptr || statements == nullptr || sources == nullptr) {
    return fault("", "question, root, statements and sources are needed");
  }
  Fields asked(*question, "/question");
  const std::string treaty = asked.text("treaty", true);
  const std::vector<std::string> states = asked.texts("states");
  const auto on =
      asked.parsed<Moment>("on", [](const std::string& t) { return parse_moment(t); }, true);
  const auto known =
      asked.parsed<Day>("known", [](const std::string& t) { return parse_day(t); }, true);
  if (auto error = asked.finish()) return *error;
  SERVANDA_ASSIGN_OR_RETURN(Step tree, step_from_json(*root, "/root"));
  Proof proof{{treaty, states, *on, *known}, std::move(tree)};
  if (!statements->is_object()) return fault("/statements", "an object is expected");
  for (const auto& item : statements->items()) {
    Result<Statement> statement = statement_from_json(item.value());
    if (!statement) return fault("/statements/" + item.key(), statement.error().message);
    proof.statements.emplace(item.key(), *std::move(statement));
  }
  if (!sources->is_object()) return fault("/sources", "an object is expected");
  for (const auto& item : sources->items()) {
    SERVANDA_ASSIGN_OR_RETURN(Source source,
                              source_from_json(item.value(), "/sources/" + item.key()));
    proof.sources.emplace(item.key(), std::move(source));
  }
  if (tables != nullptr) {
    if (!tables->is_object()) return fault("/tables", "an object is expected");
    for (const auto& item : tables->items()) {
      SERVANDA_ASSIGN_OR_RETURN(GroupTable table,
                                table_from_json(item.value(), "/tables/" + item.key()));
      proof.tables.emplace(item.key(), std::move(table));
    }
  }
  if (policy != nullptr) {
    Fields written(*policy, "/policy");
    proof.policy.name = written.text("name", true);
    const auto rank = written.parsed<std::array<int, 7>>(
        "order", [](const std::string& text) { return parse_policy_order(text); }, true);
    if (auto error = written.finish()) return *error;
    proof.policy.rank = *rank;
  }
  return proof;
}

}  // namespace servanda
