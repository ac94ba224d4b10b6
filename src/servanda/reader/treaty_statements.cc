#include "servanda/reader/treaty_statements.h"

#include <algorithm>

namespace servanda {
namespace {

/// Only what `key` names, so that each clause stands beside its own quote.
bool keep_only(const std::string& key, const TreatyFact& from, TreatyFact& to) {
  const Clauses& c = from.clauses;
  Clauses& out = to.clauses;
  if (key == "signed") {
    to.signed_on = from.signed_on;
    to.signed_at = from.signed_at;
  } else if (key == "languages") {
    to.languages = from.languages;
  } else if (key == "depositary") {
    to.depositary = from.depositary;
  } else if (key == "consent") {
    out.consent = c.consent;
  } else if (key == "force") {
    out.force = c.force;
  } else if (key == "force_later") {
    out.force_later = c.force_later;
    out.later_from = c.later_from;
  } else if (key == "provisional") {
    out.provisional = c.provisional;
    out.provisional_plain = c.provisional_plain;
  } else if (key == "term") {
    out.term = c.term;
  } else if (key == "renewal") {
    out.renewal = c.renewal;
  } else if (key == "withdrawal") {
    out.withdrawal = c.withdrawal;
  } else if (key == "survival") {
    out.survival = c.survival;
  } else if (key == "reservations") {
    out.reservations = c.reservations;
  } else if (key == "amendment") {
    out.amendment = c.amendment;
    out.amendment_on = c.amendment_on;
  } else if (key == "replaces") {
    out.replaces = c.replaces;
    out.replaces_on = c.replaces_on;
  } else if (key == "territorial") {
    out.territorial = c.territorial;
  } else if (key == "disputes") {
    out.disputes = c.disputes;
  } else {
    return false;
  }
  return true;
}

}  // namespace

Reading statements_of(const TreatyReading& read, std::string_view text,
                      const ReadOptions& options) {
  const TreatyFact& treaty = read.treaty;
  Reading reading;
  reading.source.id = options.doc;
  reading.source.publisher = options.publisher;
  if (options.published) reading.source.published = Edtf(*options.published);
  reading.source.language = read.language;
  const auto say = [&](TreatyFact fact, Span bytes) {
    fact.id = "t1";
    Statement statement;
    statement.fact = std::move(fact);
    std::string words(bytes.of(text));
    statement.from.push_back({options.doc, bytes, std::move(words)});
    reading.statements.push_back(std::move(statement));
  };
  TreatyFact traits;
  traits.title = treaty.title;
  traits.form = treaty.form;
  traits.parties = treaty.parties;
  traits.articles = treaty.articles;
  const std::size_t first = read.articles.empty() ? std::min<std::size_t>(text.size(), 200)
                                                  : read.articles.front().span.begin;
  // The words before the first article name title and parties; a quote stays short.
  std::size_t end = std::min<std::size_t>(first, 400);
  while (end > 0 && (static_cast<unsigned char>(text[end - 1]) & 0xC0U) == 0x80U) --end;
  if (end > 0 && (static_cast<unsigned char>(text[end - 1]) & 0x80U) != 0) --end;
  say(std::move(traits), {0, end});
  for (const ClauseQuote& quote : read.quotes) {
    TreatyFact fact;
    if (keep_only(quote.key, treaty, fact)) say(std::move(fact), quote.bytes);
  }
  return reading;
}

}  // namespace servanda
