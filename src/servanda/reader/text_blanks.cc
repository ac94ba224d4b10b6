#include "servanda/reader/text_blanks.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <unordered_set>
#include <vector>

namespace servanda {
namespace {

/// Words of final clauses, and the small words between them. Those that are made of two others
/// ("into", "within", "therefore") stand here too, so that they stay whole.
const std::unordered_set<std::string_view>& words() {
  static const std::unordered_set<std::string_view> kWords = [] {
    constexpr std::string_view kAll =
        "the of to in on at by for from with and or as is be it its any all each no not shall may "
        "this that these those such which who whom whose has have had been are was were will would "
        "into onto upon within without therein thereof thereto thereafter thereby therefore "
        "thereon "
        "hereby hereto herein hereof hereinafter however whereas wherein whereof whereby where "
        "when "
        "unless until after before following under than then if so one two three four five six "
        "seven eight nine ten twelve fifteen twenty thirty sixty ninety hundred first second third "
        "fourth fifth sixth seventh eighth ninth tenth twentieth thirtieth sixtieth ninetieth "
        "other "
        "others another both either party parties state states contracting high member members "
        "signatory signatories government governments agreement agreements convention conventions "
        "treaty treaties protocol protocols covenant charter statute present article articles "
        "paragraph paragraphs provision provisions annex date day days month months year years "
        "period periods term terms time force effect enter enters entry entered come comes coming "
        "take takes deposit deposited depositary instrument instruments ratification ratify "
        "ratified ratifying acceptance accept accepted accepting approval approve approved "
        "accession "
        "accede acceded acceding signature sign signed signing notification notifications notify "
        "notified notice written writing receipt received secretary general secretary-general "
        "united nations denounce denounced denunciation denouncing withdraw withdrawal withdrawing "
        "terminate terminated termination expire expiry expiration remain remains continue "
        "continues valid validity duration renewed renewal extended reservation reservations "
        "amendment amendments amend amended propose proposed dispute disputes settlement "
        "arbitration "
        "negotiation negotiations interpretation application own part territory territories "
        "concerned subject open become becomes bound binding effective accordance respect regard "
        "constitutional requirements procedures completed fulfilled organization council court "
        "international justice request authentic equally languages language english french russian "
        "spanish chinese arabic texts text original done between among only also every against "
        "about above below over out up well more less least least through during new same last "
        "latter later next provided except including given made make their they them he his her "
        "him can could must should do does there here being investments obligations obligation "
        "rights right existing prior purpose purposes means mean declaration declarations "
        "objection objections consent communication communications committee conference "
        "respectively regional releasing date dates";
    std::unordered_set<std::string_view> all;
    for (std::size_t at = 0; at < kAll.size();) {
      const std::size_t end = std::min(kAll.find(' ', at), kAll.size());
      all.insert(kAll.substr(at, end - at));
      at = end + 1;
    }
    return all;
  }();
  return kWords;
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || c == '-';
}

/// Where the run is to be divided, fewest pieces first; empty when it is not made of known words.
std::vector<std::size_t> divisions_of(std::string_view run) {
  constexpr std::size_t kLongestWord = 17;
  constexpr int kNone = 1000;
  std::vector<int> pieces(run.size() + 1, kNone);
  std::vector<std::size_t> from(run.size() + 1, 0);
  pieces[0] = 0;
  for (std::size_t end = 2; end <= run.size(); ++end) {
    const std::size_t first = end > kLongestWord ? end - kLongestWord : 0;
    for (std::size_t begin = first; begin + 2 <= end; ++begin) {
      if (pieces[begin] + 1 >= pieces[end] || !words().contains(run.substr(begin, end - begin)))
        continue;
      pieces[end] = pieces[begin] + 1;
      from[end] = begin;
    }
  }
  std::vector<std::size_t> cuts;
  if (pieces[run.size()] == kNone) return cuts;
  for (std::size_t at = from[run.size()]; at > 0; at = from[at]) cuts.push_back(at);
  std::reverse(cuts.begin(), cuts.end());
  return cuts;
}

}  // namespace

bool lost_blanks(std::string_view text) {
  static constexpr std::array<std::string_view, 20> kRuns{
      "ofthe",          "tothe",         "bythe ",         "dayafter",   "inthe ",
      "forthe",         "onthe ",        "thisConvention", "theUnited",  "andthe ",
      "thepresent",     "theConvention", "fromthe ",       "withthe ",   "thisAgreement",
      "notificationby", "monthsafter",   "theStates",      "accedingto", "ofratification"};
  // Which runs have this byte as their first, second, third: all are looked for in one pass.
  static constexpr auto kPlaces = [] {
    std::array<std::array<std::uint32_t, 256>, 3> places{};
    for (std::size_t run = 0; run < kRuns.size(); ++run) {
      for (std::size_t at = 0; at < places.size(); ++at)
        places[at][static_cast<unsigned char>(kRuns[run][at])] |= 1U << run;
    }
    return places;
  }();
  constexpr int kEnough = 2;
  // The end of a text, where its final clauses stand, shows it as well as the whole.
  constexpr std::size_t kLooked = 30000;
  if (text.size() > kLooked) text.remove_prefix(text.size() - kLooked);
  int found = 0;
  for (std::size_t at = 0; at + 2 < text.size() && found < kEnough; ++at) {
    const auto runs_with = [&](std::size_t place) {
      return kPlaces[place][static_cast<unsigned char>(text[at + place])];
    };
    const std::uint32_t runs = runs_with(0) & runs_with(1) & runs_with(2);
    for (std::uint32_t left = runs; left != 0; left &= left - 1) {
      if (text.substr(at).starts_with(kRuns[static_cast<std::size_t>(std::countr_zero(left))]))
        ++found;
    }
  }
  return found >= kEnough;
}

std::string with_blanks(std::string_view lower) {
  constexpr std::size_t kShortest = 5;
  constexpr std::size_t kLongest = 60;
  std::string out;
  out.reserve(lower.size() + lower.size() / 16);
  for (std::size_t at = 0; at < lower.size();) {
    if (!is_letter(lower[at])) {
      out += lower[at++];
      continue;
    }
    std::size_t end = at;
    while (end < lower.size() && is_letter(lower[end])) ++end;
    const std::string_view run = lower.substr(at, end - at);
    at = end;
    if (run.size() >= kShortest && run.size() <= kLongest && !words().contains(run)) {
      std::size_t begin = 0;
      for (const std::size_t cut : divisions_of(run)) {
        out += run.substr(begin, cut - begin);
        out += ' ';
        begin = cut;
      }
      out += run.substr(begin);
    } else {
      out += run;
    }
  }
  return out;
}

}  // namespace servanda
