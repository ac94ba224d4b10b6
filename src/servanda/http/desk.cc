// The desk: what can be found by words, what waits for somebody, what is decided and added, and who
// holds a token.

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "servanda/base/utf8.h"
#include "servanda/http/answers.h"
#include "servanda/http/body.h"
#include "servanda/journal/journal.h"
#include "servanda/query/review.h"
#include "servanda/render/review.h"

namespace servanda {

Result<Answer> answer_search(const Asked& asked) {
  SERVANDA_ASSIGN_OR_RETURN(SearchQuestion question, search_of(asked));
  SERVANDA_ASSIGN_OR_RETURN(const Part part, part_of(asked));
  question.limit = part.limit;
  question.offset = part.offset;
  SERVANDA_ASSIGN_OR_RETURN(const SearchAnswer found, asked.holdings.search(question));
  Answer answer = json_answer(search_to_json(found));
  tell_part(asked, part, found.total, answer);
  return answer;
}

Result<Answer> answer_review(const Asked& asked) {
  SERVANDA_ASSIGN_OR_RETURN(const bool all, truth_of(asked, "all"));
  SERVANDA_ASSIGN_OR_RETURN(const Part part, part_of(asked));
  Json json = review_to_json(ask_review(asked.snapshot.loaded, all));
  const std::size_t total = json["proposals"].size();
  json["proposals"] = cut(std::move(json["proposals"]), part);
  Answer answer = json_answer(json);
  tell_part(asked, part, total, answer);
  return answer;
}

Result<Answer> answer_decide(const Asked& asked) {
  SERVANDA_ASSIGN_OR_RETURN(const Json body, json_body(asked.request.body));
  SERVANDA_ASSIGN_OR_RETURN(const std::string word, text_in(body, "decision", true));
  DecisionOrder order;
  const std::optional<Ruling> ruling = word == "amend" ? Ruling::supersede : find_ruling(word);
  if (!ruling || *ruling == Ruling::propose) {
    return Error{Code::invalid_argument, fmt::format("\"{}\" is no decision", word),
                 "accept, reject, amend, supersede or retract"};
  }
  order.ruling = *ruling;
  if (!body.contains("statements") || !body.at("statements").is_array()) {
    return Error{Code::invalid_argument, "the body has no \"statements\"", "a list of ids"};
  }
  for (const Json& id : body.at("statements")) {
    if (!id.is_string())
      return Error{Code::invalid_argument, "\"statements\" holds what is no id", "as text"};
    order.ids.push_back(id.get<std::string>());
  }
  SERVANDA_ASSIGN_OR_RETURN(order.with, text_in(body, "with", false));
  SERVANDA_ASSIGN_OR_RETURN(order.because, text_in(body, "because", false));
  order.by = asked.writer;
  order.at = asked.at;
  SERVANDA_ASSIGN_OR_RETURN(const Batch batch, decide(asked.snapshot.loaded, order));
  SERVANDA_ASSIGN_OR_RETURN(const Added added, asked.holdings.add(batch));
  if (!added.added) {
    return Error{Code::conflict, fmt::format("this was decided before: {}", added.place),
                 "nothing was added"};
  }
  Answer answer = json_answer({{"decision", to_text(*ruling)},
                               {"statements", order.ids},
                               {"at", to_text(order.at)},
                               {"by", order.by}});
  answer.status = 201;
  return answer;
}

Result<Answer> answer_add(const Asked& asked) {
  SERVANDA_ASSIGN_OR_RETURN(const Json body, json_body(asked.request.body));
  SERVANDA_ASSIGN_OR_RETURN(const std::string name, text_in(body, "name", true));
  SERVANDA_ASSIGN_OR_RETURN(const std::string journal, text_in(body, "journal", true));
  const SourceText text("journal", journal);
  const ParsedJournal parsed = parse_journal(text);
  for (const Diagnostic& fault : parsed.diagnostics) {
    if (fault.severity == Severity::error) {
      return Error{Code::parse, "the journal has faults", describe(fault, text)};
    }
  }
  // Who decided, and when something came in, is said by the server alone.
  if (!parsed.reg.decisions.empty() || !parsed.reg.batches.empty() || !parsed.includes.empty()) {
    return Error{Code::invalid_argument,
                 "the journal decides, marks a batch or includes another file",
                 "decisions come in by POST /api/v1/review; leave the others out"};
  }
  if (parsed.reg.statements.empty() && parsed.reg.sources.empty()) {
    return Error{Code::invalid_argument, "the journal says nothing", "at least one statement"};
  }
  Batch batch;
  batch.name = batch_name(name);
  batch.mark.at = asked.at;
  batch.mark.by = asked.writer;
  batch.mark.of = name;
  batch.text = journal;
  SERVANDA_ASSIGN_OR_RETURN(const Added added, asked.holdings.add(batch));
  if (!added.added) {
    return Error{Code::conflict,
                 fmt::format("the same is in the register already: {}", added.place),
                 "nothing was added"};
  }
  Answer answer = json_answer({{"name", batch.name}, {"statements", added.statements}});
  answer.status = 201;
  return answer;
}

Result<Answer> answer_document(const Asked& asked) {
  SERVANDA_ASSIGN_OR_RETURN(const std::string bytes, asked.holdings.document(asked.names[0]));
  if (find_invalid_utf8(bytes)) {
    return Error{Code::parse, fmt::format("{} is no text in UTF-8", asked.names[0]),
                 "it can be had with the register itself"};
  }
  return json_answer({{"document", asked.names[0]}, {"text", bytes}});
}

Result<Answer> answer_tokens(const Asked& asked) {
  SERVANDA_ASSIGN_OR_RETURN(const TokenFile file, TokenFile::load(asked.tokens));
  Json list = Json::array();
  for (const TokenEntry& entry : file.entries()) list.push_back(to_json(entry));
  return json_answer(list);
}

Result<Answer> answer_revoke(const Asked& asked) {
  SERVANDA_ASSIGN_OR_RETURN(const Json body, json_body(asked.request.body));
  SERVANDA_ASSIGN_OR_RETURN(const std::string id, text_in(body, "token", true));
  Json revoked;
  const Status changed = TokenFile::change(asked.tokens, [&](TokenFile& file) -> Status {
    SERVANDA_RETURN_IF_ERROR(file.revoke(id, asked.today));
    for (const TokenEntry& entry : file.entries()) {
      if (entry.id == id) revoked = to_json(entry);
    }
    return Done{};
  });
  if (!changed) return changed.error();
  return json_answer(revoked);
}

}  // namespace servanda
