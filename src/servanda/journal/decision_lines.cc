#include "servanda/journal/decision_lines.h"

namespace servanda {
namespace {

Outcome take_instant(WordsCursor& in, Instant& instant, bool& there) {
  std::optional<Instant> value;
  if (auto fault = take_parsed<Instant>(in, value, parse_instant, "an instant with its zone"))
    return fault;
  instant = *value;
  there = true;
  return {};
}

/// An id of digits and letters, or one in quotes.
std::string id_words(const std::string& id) {
  const bool bare = is_plain(id) && id.find_first_of(" '/") == std::string::npos;
  return bare ? id : quoted(id);
}

}  // namespace

Outcome read_decision_words(WordsCursor& in, Decision& decision) {
  if (auto fault = take_word(in, decision.ruling, find_ruling, ruling_words(), "decision"))
    return fault;
  if (auto fault = take_id(in, decision.statement, "the id of a statement")) return fault;
  bool dated = false;
  while (!in.at_end()) {
    Outcome fault;
    if (in.accept("at")) {
      fault = take_instant(in, decision.at, dated);
    } else if (in.accept("with")) {
      fault = take_id(in, decision.by_statement, "the id of a statement");
    } else if (in.accept("by")) {
      fault = take_string(in, decision.by, "who decided, in quotes");
    } else if (in.accept("because")) {
      fault = take_string(in, decision.reason, "the reason, in quotes");
    } else {
      fault = missing(in, "\"at\", \"with\", \"by\", \"because\" or the end of the line");
    }
    if (fault) return fault;
  }
  if (!dated) return missing(in, "\"at\" and the instant of the decision");
  const bool replaces = decision.ruling == Ruling::supersede;
  if (replaces && decision.by_statement.empty())
    return missing(in, "\"with\" and the statement in its place");
  if (!replaces && !decision.by_statement.empty())
    return wrong(in.here(), "only \"supersede\" names another statement", "no \"with\"");
  return {};
}

Outcome read_batch_words(WordsCursor& in, BatchMark& batch) {
  bool dated = false;
  while (!in.at_end()) {
    Outcome fault;
    if (in.accept("at")) {
      fault = take_instant(in, batch.at, dated);
    } else if (in.accept("by")) {
      fault = take_string(in, batch.by, "who added it, in quotes");
    } else if (in.accept("of")) {
      fault = take_string(in, batch.of, "what it was made from, in quotes");
    } else if (in.accept("key")) {
      fault = take_id(in, batch.key, "a digest");
    } else {
      fault = missing(in, "\"at\", \"by\", \"of\", \"key\" or the end of the line");
    }
    if (fault) return fault;
  }
  if (!dated) return missing(in, "\"at\" and the instant of the batch");
  return {};
}

std::string words_for(const Decision& decision) {
  std::string text =
      fmt::format("decision {} {}", to_text(decision.ruling), id_words(decision.statement));
  if (!decision.by_statement.empty()) text += " with " + id_words(decision.by_statement);
  text += " at " + to_text(decision.at);
  if (!decision.by.empty()) text += " by " + quoted(decision.by);
  if (!decision.reason.empty()) text += " because " + quoted(decision.reason);
  return text + '\n';
}

std::string words_for(const BatchMark& batch) {
  std::string text = "batch at " + to_text(batch.at);
  if (!batch.by.empty()) text += " by " + quoted(batch.by);
  if (!batch.of.empty()) text += " of " + quoted(batch.of);
  if (!batch.key.empty()) text += " key " + id_words(batch.key);
  return text + '\n';
}

}  // namespace servanda
