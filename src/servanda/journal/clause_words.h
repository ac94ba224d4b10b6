// Clauses in words that a lawyer reads without a manual, each meaning exactly one object of the
// clause contract.
//
//   parse_trigger("30 days after the last notification")   // on last-notification, after P30D
//   words_for(trigger)                                      // the same words again
//   parse_trigger("soon after the last notification")       // Error: column 1: a period is
//   expected
//
// For every value x: parse(words_for(x)) = x. Errors name the column (from 1) in the words given.
#ifndef SERVANDA_JOURNAL_CLAUSE_WORDS_H_
#define SERVANDA_JOURNAL_CLAUSE_WORDS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/model/clause.h"

namespace servanda {

/// "on exchange", "90 days after the 50th consent", "first day of the month following 3 months
/// after the 5th consent (3 by members of CoE)", "the later of [on 2005-01-01] and [on exchange]".
Result<Trigger> parse_trigger(std::string_view words);
std::string words_for(const Trigger& trigger);

struct TermAndRenewal {
  std::optional<Term> term = {};
  std::optional<Renewal> renewal = {};
  friend bool operator==(const TermAndRenewal&, const TermAndRenewal&) = default;
};
/// "20 years from force, renewed 5 years at a time unless a party gives notice 1 year before the
/// end", "indefinite", "10 years, not renewed", "until 2030-12-31, renewable by agreement for 5
/// years".
Result<TermAndRenewal> parse_term(std::string_view words);
std::string words_for(const Term& term, const std::optional<Renewal>& renewal);
/// A renewal whose term is not known: "renewed 5 years at a time".
Result<Renewal> parse_renewal(std::string_view words);
std::string words_for(const Renewal& renewal);

/// "after 150 days' notice, in full periods, not before 3 years after force", "not allowed".
Result<Withdrawal> parse_withdrawal(std::string_view words);
std::string words_for(const Withdrawal& withdrawal);

/// "20 years of \"investments made before the end\""
Result<Survival> parse_survival(std::string_view words);
std::string words_for(const Survival& survival);

/// "20 years", "1 year and 6 months", "P20Y": words or ISO 8601.
Result<Period> parse_period_words(std::string_view words);
/// In words joined by "and" ("20 years", "1 year and 6 months"): commas already part the clauses.
std::string period_words(const Period& period);

/// The words that clauses are made of, to suggest one for a misspelt word.
const std::vector<std::string_view>& clause_vocabulary();

class WordsCursor;
/// Takes "20 years", "1 year and 6 months", "1 year's", "P20Y"; nothing where no period comes.
std::optional<Period> take_period(WordsCursor& in);

/// "first day of the 2nd month following", "the next 31 December following"; empty for none.
std::string words_for(const Alignment& alignment);
/// Takes the same, with or without "the" at the beginning; none where no alignment comes.
Result<Alignment> take_alignment(WordsCursor& in);

}  // namespace servanda

#endif  // SERVANDA_JOURNAL_CLAUSE_WORDS_H_
