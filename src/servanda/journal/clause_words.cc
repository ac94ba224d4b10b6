// Term, renewal, withdrawal and survival in words.

#include "servanda/journal/clause_words.h"

#include <fmt/format.h>

#include <charconv>

#include "servanda/journal/words_cursor.h"

namespace servanda {
namespace {

Error expected(const WordsCursor& in, std::string_view what) {
  return {Code::parse, fmt::format("column {}: {} is expected", in.column(), what)};
}

Result<Period> need_period(WordsCursor& in) {
  if (const std::optional<Period> period = take_period(in)) return *period;
  return expected(in, "a period (\"20 years\", \"1 year and 6 months\", \"P20Y\")");
}

/// A number that is not negative.
std::optional<int> take_number(WordsCursor& in) {
  const std::string_view word = in.take();
  int number = 0;
  const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (fault != std::errc() || end != word.data() + word.size() || number < 0) return std::nullopt;
  return number;
}

Result<Edtf> take_date(WordsCursor& in) {
  const std::string_view words = in.peek_date();
  Result<Edtf> date = parse_edtf(words);
  if (!date)
    return Error{Code::parse, fmt::format("column {}: {}", in.column(), date.error().message)};
  in.go_to(in.position() + words.size());
  return date;
}

/// The effect of a withdrawal as words, where it is an alignment in the contract's own spelling.
std::string effect_words(const std::string& effect) {
  const Result<Alignment> alignment = parse_alignment(effect);
  if (!alignment || to_text(*alignment) != effect) return {};
  const std::string words = words_for(*alignment);
  return words.starts_with("first") ? "the " + words : words;
}

std::string notice_words(const Period& notice) {
  return fmt::format("a party gives notice {} before the end", period_words(notice));
}

/// After "unless": "a party gives notice 1 year before the end"
Result<std::optional<Period>> take_notice(WordsCursor& in) {
  if (!in.accept("a party gives notice")) return expected(in, "\"a party gives notice\"");
  if (in.at_end() || in.next_is(',')) return std::optional<Period>();
  SERVANDA_ASSIGN_OR_RETURN(const Period notice, need_period(in));
  if (!in.accept("before the end")) return expected(in, "\"before the end\"");
  return std::optional(notice);
}

Result<Renewal> take_renewal(WordsCursor& in) {
  Renewal renewal;
  if (in.accept("not renewed")) {
    renewal.kind = Renewal::Kind::none;
    if (in.accept("for")) {
      renewal.up_to = in.accept("up to");
      SERVANDA_ASSIGN_OR_RETURN(renewal.length, need_period(in));
    }
  } else if (in.accept("renewable by agreement")) {
    renewal.kind = Renewal::Kind::by_agreement;
    if (in.accept("for")) {
      renewal.up_to = in.accept("up to");
      SERVANDA_ASSIGN_OR_RETURN(renewal.length, need_period(in));
    }
  } else if (in.accept("then without limit")) {
    renewal.kind = Renewal::Kind::automatic_indefinite;
    if (in.accept("for")) {
      renewal.up_to = in.accept("up to");
      SERVANDA_ASSIGN_OR_RETURN(renewal.length, need_period(in));
    }
  } else if (in.accept("renewed automatically")) {
    renewal.kind = Renewal::Kind::automatic;
  } else if (in.accept("renewed")) {
    renewal.kind = Renewal::Kind::automatic;
    renewal.up_to = in.accept("up to");
    SERVANDA_ASSIGN_OR_RETURN(renewal.length, need_period(in));
    if (!in.accept("at a time")) return expected(in, "\"at a time\"");
  } else {
    return expected(in, "\"renewed 5 years at a time\", \"then without limit\", \"not renewed\" …");
  }
  if (in.accept("up to a limit")) renewal.up_to = true;
  if (in.accept("unless")) {
    SERVANDA_ASSIGN_OR_RETURN(renewal.notice, take_notice(in));
  }
  if (in.accept(',')) {
    if (!in.accept("at most")) return expected(in, "\"at most 3 times\"");
    renewal.times = take_number(in);
    if (!renewal.times || !in.accept("times")) return expected(in, "\"at most 3 times\"");
  }
  return renewal;
}

Result<Term> take_term(WordsCursor& in) {
  Term term;
  if (in.accept("indefinite")) {
    term.indefinite = true;
  } else if (!in.next_is("until") && !in.next_is("from") && !in.next_is("not said") &&
             !in.next_is("while")) {
    SERVANDA_ASSIGN_OR_RETURN(term.length, need_period(in));
  }
  in.accept("not said");
  if (in.accept("until")) {
    SERVANDA_ASSIGN_OR_RETURN(term.until, take_date(in));
  }
  if (in.accept("from")) {
    if (in.accept("force")) {
      term.from = Term::From::force;
    } else if (in.accept("signature")) {
      term.from = Term::From::signature;
    } else if (in.accept("a date")) {
      term.from = Term::From::date;
    } else {
      term.from = Term::From::date;
      SERVANDA_ASSIGN_OR_RETURN(term.from_date, take_date(in));
    }
  }
  if (in.accept("while at least")) {
    term.fewest = take_number(in);
    if (!term.fewest || !in.accept("parties remain"))
      return expected(in, "\"while at least 5 parties remain\"");
  }
  return term;
}

}  // namespace

std::string words_for(const Renewal& renewal) {
  std::string words;
  const auto length = [&](std::string_view before) {
    return renewal.length ? fmt::format("{}{}{}", before, renewal.up_to ? "up to " : "",
                                        period_words(*renewal.length))
                          : std::string();
  };
  switch (renewal.kind) {
    case Renewal::Kind::none:
      words = "not renewed" + length(" for ");
      break;
    case Renewal::Kind::by_agreement:
      words = "renewable by agreement" + length(" for ");
      break;
    case Renewal::Kind::automatic_indefinite:
      words = "then without limit" + length(" for ");
      break;
    case Renewal::Kind::automatic:
      words = renewal.length ? fmt::format("renewed{} at a time", length(" "))
                             : "renewed automatically";
      break;
  }
  if (renewal.up_to && !renewal.length) words += " up to a limit";
  if (renewal.notice) {
    words += " unless " + notice_words(*renewal.notice);
  } else if (renewal.kind == Renewal::Kind::automatic) {
    words += " unless a party gives notice";
  }
  if (renewal.times) words += fmt::format(", at most {} times", *renewal.times);
  return words;
}

std::string words_for(const Term& term, const std::optional<Renewal>& renewal) {
  std::string words = term.indefinite ? "indefinite"
                      : term.length   ? period_words(*term.length)
                                      : "";
  const auto add = [&](const std::string& more) { words += (words.empty() ? "" : " ") + more; };
  if (term.until) add("until " + term.until->text());
  if (term.from == Term::From::force) add("from force");
  if (term.from == Term::From::signature) add("from signature");
  if (term.from == Term::From::date)
    add("from " + (term.from_date ? term.from_date->text() : std::string("a date")));
  if (term.fewest) add(fmt::format("while at least {} parties remain", *term.fewest));
  if (words.empty()) words = "not said";
  if (renewal) words += ", " + words_for(*renewal);
  return words;
}

Result<TermAndRenewal> parse_term(std::string_view words) {
  WordsCursor in(words);
  TermAndRenewal result;
  SERVANDA_ASSIGN_OR_RETURN(result.term, take_term(in));
  if (in.accept(',')) {
    SERVANDA_ASSIGN_OR_RETURN(result.renewal, take_renewal(in));
  }
  if (!in.at_end())
    return expected(in, "a comma and what happens at the end, or the end of the line");
  return result;
}

Result<Renewal> parse_renewal(std::string_view words) {
  WordsCursor in(words);
  SERVANDA_ASSIGN_OR_RETURN(Renewal renewal, take_renewal(in));
  if (!in.at_end()) return expected(in, "the end of the clause");
  return renewal;
}

std::string words_for(const Withdrawal& withdrawal) {
  std::string words = !withdrawal.allowed ? "not allowed" : "allowed";
  if (withdrawal.notice) {
    // "after 150 days' notice" says that it is allowed.
    words = withdrawal.allowed ? "" : words + " ";
    const std::string period = period_words(*withdrawal.notice);
    words += fmt::format("after {}{} notice", period,
                         period.front() == 'P'  ? ""
                         : period.back() == 's' ? "'"
                                                : "'s");
  }
  if (withdrawal.counting == Counting::full_periods) words += ", in full periods";
  if (withdrawal.counting == Counting::date_to_date) words += ", counted date to date";
  if (withdrawal.not_before) {
    words += fmt::format(", not before {} after force", period_words(*withdrawal.not_before));
  }
  if (withdrawal.not_before_for_party) words += ", for the party";
  if (withdrawal.effect == "end-of-term") {
    words += ", at the end of the term";
  } else if (const std::string aligned = effect_words(withdrawal.effect); !aligned.empty()) {
    words += ", on " + aligned;
  } else if (!withdrawal.effect.empty()) {
    words += ", with effect " + quoted(withdrawal.effect);
  }
  if (withdrawal.window) words += fmt::format(", within {}", period_words(*withdrawal.window));
  for (const std::string& other : withdrawal.with) words += ", together with " + quoted(other);
  for (const std::string& other : withdrawal.by_joining) words += ", by joining " + quoted(other);
  return words;
}

Result<Withdrawal> parse_withdrawal(std::string_view words) {
  WordsCursor in(words);
  Withdrawal withdrawal;
  if (in.accept("not allowed")) {
    withdrawal.allowed = false;
  } else if (!in.accept("allowed") && !in.next_is("after")) {
    return expected(in, "\"after 6 months' notice\", \"allowed\" or \"not allowed\"");
  }
  if (in.accept("after")) {
    SERVANDA_ASSIGN_OR_RETURN(withdrawal.notice, need_period(in));
    if (!in.accept("notice")) return expected(in, "\"notice\"");
  }
  while (in.accept(',')) {
    if (in.accept("in full periods")) {
      withdrawal.counting = Counting::full_periods;
    } else if (in.accept("counted date to date")) {
      withdrawal.counting = Counting::date_to_date;
    } else if (in.accept("not before")) {
      SERVANDA_ASSIGN_OR_RETURN(withdrawal.not_before, need_period(in));
      if (!in.accept("after force")) return expected(in, "\"after force\"");
    } else if (in.accept("for the party")) {
      withdrawal.not_before_for_party = true;
    } else if (in.accept("at the end of the term")) {
      withdrawal.effect = "end-of-term";
    } else if (in.accept("on")) {
      SERVANDA_ASSIGN_OR_RETURN(const Alignment alignment, take_alignment(in));
      if (alignment.kind == Alignment::Kind::none)
        return expected(in, "\"the first day of the month following\" or \"the next 31 December\"");
      withdrawal.effect = to_text(alignment);
    } else if (in.accept("with effect")) {
      auto effect = in.take_quoted();
      if (!effect) return expected(in, "the effect in quotes");
      withdrawal.effect = *std::move(effect);
    } else if (in.accept("within")) {
      SERVANDA_ASSIGN_OR_RETURN(withdrawal.window, need_period(in));
    } else if (const bool with = in.accept("together with"); with || in.accept("by joining")) {
      auto other = in.take_quoted();
      if (!other) return expected(in, "the other treaty in quotes");
      (with ? withdrawal.with : withdrawal.by_joining).push_back(*std::move(other));
    } else {
      return expected(
          in,
          "\"in full periods\", \"not before 3 years after force\", \"at the end of the term\" …");
    }
  }
  if (!in.at_end()) return expected(in, "a comma or the end of the clause");
  return withdrawal;
}

std::string words_for(const Survival& survival) {
  std::string words = survival.length ? period_words(*survival.length) : "";
  if (!survival.of.empty() || words.empty()) {
    words += (words.empty() ? "" : " ") + fmt::format("of {}", quoted(survival.of));
  }
  return words;
}

Result<Survival> parse_survival(std::string_view words) {
  WordsCursor in(words);
  Survival survival;
  if (!in.next_is("of")) {
    SERVANDA_ASSIGN_OR_RETURN(survival.length, need_period(in));
  }
  if (in.accept("of")) {
    auto of = in.take_quoted();
    if (!of) return expected(in, "what survives, in quotes");
    survival.of = *std::move(of);
  }
  if (!in.at_end()) return expected(in, "the end of the clause");
  return survival;
}

const std::vector<std::string_view>& clause_vocabulary() {
  static const std::vector<std::string_view> kWords{
      "after",        "agreement",     "allowed",     "among",      "automatically", "before",
      "condition",    "consent",       "consents",    "counted",    "counting",      "date",
      "day",          "days",          "decision",    "definitive", "effect",        "entry",
      "exchange",     "first",         "following",   "force",      "full",          "gives",
      "including",    "indefinite",    "instruments", "joining",    "last",          "later",
      "limit",        "meeting",       "members",     "month",      "months",        "notice",
      "notification", "notifications", "parties",     "party",      "periods",       "ratification",
      "renewable",    "remain",        "renewed",     "share",      "signature",     "signatories",
      "term",         "times",         "together",    "unless",     "until",         "week",
      "weeks",        "weight",        "while",       "withdrawal", "within",        "without",
      "year",         "years"};
  return kWords;
}

}  // namespace servanda
