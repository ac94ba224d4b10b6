// What is passed over unread tells nothing, and reading grows with the text, not faster.
#include "servanda/reader/relevance.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <string>
#include <vector>

#include "servanda/reader/reader.h"

namespace servanda {
namespace {

std::string word_of(std::optional<Span> span, std::string_view text) {
  return span ? std::string(span->of(text)) : "-";
}

TEST(Relevance, FindsWhatTreatiesAreCalledAndWhatIsDoneToThem) {
  const auto treaty = [](std::string_view text) {
    return word_of(find_treaty_word(text, 0), text);
  };
  EXPECT_EQ(treaty("Rain fell on the north."), "-");
  EXPECT_EQ(treaty("THE TREATY STANDS"), "TREATY");
  EXPECT_EQ(treaty("It was ratified on Monday."), "ratified");
  EXPECT_EQ(treaty("He left the JCPOA."), "JCPOA");
  EXPECT_EQ(treaty("the treatyless and the mistreaty"), "-");
  EXPECT_EQ(treaty("Договор не accord"), "accord");
}

TEST(Relevance, AsksForTheWordsBehindAVerb) {
  const auto event = [](std::string_view text) { return word_of(find_event_word(text, 0), text); };
  EXPECT_EQ(event("Neighbours called the police. A cat sat on a wall."), "-");
  EXPECT_EQ(event("Paris called on Rome to act."), "called");
  EXPECT_EQ(event("Paris condemned it."), "condemned");
}

/// Events of a text, by their words.
std::vector<std::string> events_of(const std::string& text) {
  ReadOptions options;
  options.doc = "d";
  options.published = make_day(2025, 3, 26);
  std::vector<std::string> events;
  const Result<Reading> reading = read_dispatch(text, options);
  if (!reading) return {"unread"};
  for (const Statement& statement : reading->statements) {
    const auto* event = std::get_if<EventFact>(&statement.fact);
    if (event == nullptr) continue;
    std::string who = statement.speaker ? statement.speaker->name + ": " : "";
    for (const Actor& actor : event->by) who += actor.name + ", ";
    events.push_back(who + event->what);
  }
  return events;
}

TEST(Relevance, TellsTheSameEventsAsAFullReading) {
  const std::vector<std::string> texts = {
      "French President Emmanuel Macron spoke. It rained. He condemned the strike on Odesa.",
      "Rain.\n\nGermany urged restraint, officials said.\n\nMore rain.\nPoland welcomed the step.",
      "\"We waited,\" Iranian Foreign Minister Abbas Araghchi said. Iran condemned the raid.",
      "Western sanctions were imposed on Russia. Nothing else happened. Snow fell.",
      "Nothing happened at all. Snow fell."};
  for (const std::string& text : texts) {
    // A treaty that is none ("no treaty") has the text read in full.
    EXPECT_EQ(events_of(text), events_of(text + "\n\nThere is no such treaty.")) << text;
  }
}

/// Seconds of processor time, the less of two.
double seconds_for(const std::string& text) {
  ReadOptions options;
  options.doc = "d";
  options.published = make_day(2025, 3, 26);
  double least = 1e9;
  for (int i = 0; i < 2; ++i) {
    const std::clock_t begin = std::clock();
    EXPECT_TRUE(read_dispatch(text, options).ok());
    least = std::min(least, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  return least;
}

std::string repeated(std::string_view piece, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += piece;
  return text;
}

TEST(Relevance, TimeGrowsWithTheTextWhateverItHolds) {
  const std::vector<std::string> pieces = {
      "Russia and Iran signed the treaty in Moscow on January 17 and the Duma may ratify it ",
      "RUSSIA AND IRAN SIGNED THE TREATY IN MOSCOW AND THE DUMA MAY RATIFY IT ",
      "\"treaty\" ",
      "(the treaty ",
      "treaty) ",
      "the treaty of ",
      "Russia, Iran, the treaty, ",
      "12 3 4 of the treaty ",
      "Putin said that Lavrov denied that the treaty ",
      "Mr. A. B. treaty ",
      "\xE2\x80\xAEtreaty\xE2\x80\xAC "};
  for (const std::string& piece : pieces) {
    const double small = seconds_for(repeated(piece, 20'000));
    const double large = seconds_for(repeated(piece, 160'000));
    // Eight times the text: a quadratic reader takes 64 times as long.
    EXPECT_LT(large, 24 * std::max(small, 0.002)) << piece;
  }
}

}  // namespace
}  // namespace servanda
