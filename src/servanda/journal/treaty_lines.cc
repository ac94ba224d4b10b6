#include "servanda/journal/treaty_lines.h"

#include "servanda/journal/actor_words.h"
#include "servanda/journal/clause_words.h"

namespace servanda {
namespace {

template <typename Take>
Outcome take_all(WordsCursor& in, Take take) {
  do {
    if (auto fault = take()) return fault;
  } while (in.accept(','));
  return at_end(in);
}

Outcome take_ids(WordsCursor& in, std::vector<std::string>& ids, std::string_view what) {
  return take_all(in, [&]() -> Outcome {
    std::string id;
    if (auto fault = take_id(in, id, what)) return fault;
    ids.push_back(std::move(id));
    return {};
  });
}

Outcome take_texts(WordsCursor& in, std::vector<std::string>& texts, std::string_view what) {
  return take_all(in, [&]() -> Outcome {
    std::string text;
    if (auto fault = take_text(in, text, what)) return fault;
    texts.push_back(std::move(text));
    return {};
  });
}

/// "replaces ru-kp-2000 on exchange": the trigger may stand behind the names.
Outcome take_replaces(WordsCursor& in, Clauses& clauses) {
  do {
    std::string id;
    if (auto fault = take_id(in, id, "the id or title of a treaty")) return fault;
    clauses.replaces.push_back(std::move(id));
  } while (in.accept(','));
  if (in.at_end()) return {};
  return take_clause(in, clauses.replaces_on, parse_trigger);
}

Outcome read_final_clause(std::string_view key, WordsCursor& in, Clauses& clauses) {
  if (key == "consent") {
    return take_all(in, [&]() -> Outcome {
      Consent consent{};
      if (auto fault = take_word(in, consent, find_consent, consent_words(), "means of consent"))
        return fault;
      clauses.consent.push_back(consent);
      return {};
    });
  }
  if (key == "force") return take_clause(in, clauses.force, parse_trigger);
  if (key == "later") return take_clause(in, clauses.force_later, parse_trigger);
  if (key == "later-from") return take_line(in, clauses.later_from);
  if (key == "provisional") {
    if (in.accept("yes")) {
      clauses.provisional_plain = true;
      return at_end(in);
    }
    return take_clause(in, clauses.provisional, parse_trigger);
  }
  if (key == "term") {
    std::optional<TermAndRenewal> both;
    if (auto fault = take_clause(in, both, parse_term)) return fault;
    clauses.term = std::move(both->term);
    clauses.renewal = both->renewal;
    return {};
  }
  if (key == "renewal") return take_clause(in, clauses.renewal, parse_renewal);
  if (key == "withdrawal") return take_clause(in, clauses.withdrawal, parse_withdrawal);
  if (key == "survival") return take_clause(in, clauses.survival, parse_survival);
  if (key == "reservations") return take_line(in, clauses.reservations);
  if (key == "partial-consent") {
    if (!in.next_is("permitted") && !in.next_is("choice")) {
      return missing(in, "\"permitted\" or \"choice\"");
    }
    clauses.partial_consent = in.take();
    return at_end(in);
  }
  if (key == "amendment") return take_line(in, clauses.amendment);
  if (key == "amendment-on") return take_clause(in, clauses.amendment_on, parse_trigger);
  if (key == "replaces") {
    return take_replaces(in, clauses);
  }
  if (key == "replaces-on") return take_clause(in, clauses.replaces_on, parse_trigger);
  if (key == "territorial") return take_line(in, clauses.territorial);
  if (key == "disputes") return take_texts(in, clauses.disputes, "a way of settling disputes");
  return unknown_key();
}

}  // namespace

const std::vector<std::string_view>& treaty_keys() {
  static const std::vector<std::string_view> kKeys{
      "also",       "form",        "parties",      "signed",          "in-force",  "articles",
      "subjects",   "disclosed",   "languages",    "depositary",      "zone",      "consent",
      "force",      "later",       "later-from",   "provisional",     "term",      "renewal",
      "withdrawal", "survival",    "reservations", "partial-consent", "amendment", "amendment-on",
      "replaces",   "replaces-on", "territorial",  "disputes",        "norm"};
  return kKeys;
}

Outcome read_treaty_line(std::string_view key, WordsCursor& in, TreatyFact& treaty) {
  if (key == "also") return take_texts(in, treaty.also, "a name in quotes");
  if (key == "form") return take_line(in, treaty.form);
  if (key == "parties") return take_ids(in, treaty.parties, "the code of a state (RUS)");
  if (key == "signed") {
    if (!in.next_is("at")) {
      if (auto fault = take_date(in, treaty.signed_on)) return fault;
    }
    if (in.accept("at")) {
      if (auto fault = take_text(in, treaty.signed_at, "a place")) return fault;
    }
    return at_end(in);
  }
  if (key == "in-force") {
    auto fault = take_date(in, treaty.in_force);
    return fault ? fault : at_end(in);
  }
  if (key == "articles") {
    int number = 0;
    if (auto fault = take_number(in, number)) return fault;
    treaty.articles = number;
    return at_end(in);
  }
  if (key == "subjects") return take_texts(in, treaty.fields, "a subject");
  if (key == "disclosed") {
    if (!in.next_is("yes") && !in.next_is("no")) return missing(in, "\"yes\" or \"no\"");
    treaty.disclosed = in.take() == "yes";
    return at_end(in);
  }
  if (key == "languages") return take_ids(in, treaty.languages, "a language (ru, fa, en)");
  if (key == "depositary") return take_line(in, treaty.depositary);
  if (key == "zone") return take_line(in, treaty.zone);
  if (key == "norm") {
    ClauseFact norm;
    if (auto fault = take_norm(in, norm)) return fault;
    treaty.norms.push_back(std::move(norm));
    return {};
  }
  return read_final_clause(key, in, treaty.clauses);
}

Outcome take_norm(WordsCursor& in, ClauseFact& norm) {
  if (in.accept("article")) {
    if (auto fault = take_string(in, norm.article, "the article")) return fault;
  } else if (!in.peek().empty() && in.peek().front() >= '0' && in.peek().front() <= '9') {
    norm.article = in.take_run();
  }
  if (in.accept("about")) {
    if (in.next_is('"')) {
      if (auto fault = take_string(in, norm.about, "a subject")) return fault;
      in.accept(":");
    } else {
      std::string_view about = in.take();
      if (!about.empty() && about.back() == ':') about.remove_suffix(1);
      norm.about = about;
    }
  }
  if (in.accept("if")) {
    if (in.next_is('"')) {
      if (auto fault = take_string(in, norm.condition, "a condition")) return fault;
    } else {
      const std::size_t begin = in.position();
      while (!in.peek().empty()) in.take();
      norm.condition = in.since(begin);
    }
    if (!in.accept(',')) return missing(in, "a comma after the condition");
  }
  const auto modal = [&] { return in.next_is("shall") || in.next_is("may"); };
  if (!modal()) {
    if (auto fault = take_text(in, norm.who, "who shall, may or shall not do what")) return fault;
  }
  if (in.accept("shall not")) {
    norm.must = Must::shall_not;
  } else if (in.accept("shall")) {
    norm.must = Must::shall;
  } else if (in.accept("may")) {
    norm.must = Must::may;
  } else {
    return missing(in, "\"shall\", \"shall not\" or \"may\"");
  }
  const auto until_whom = [&](std::string& into) -> Outcome {
    if (in.next_is('"')) return take_string(in, into, "what is to be done");
    const std::size_t begin = in.position();
    while (!in.at_end() && !in.next_is("whom")) {
      if (in.peek().empty()) {
        in.go_to(in.position() + 1);
      } else {
        in.take();
      }
    }
    into = in.since(begin);
    return {};
  };
  if (auto fault = until_whom(norm.action)) return fault;
  if (in.accept("whom")) {
    if (auto fault = take_text(in, norm.whom, "whom")) return fault;
  }
  return at_end(in);
}

}  // namespace servanda
