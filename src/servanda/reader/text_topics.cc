// The topics of a sentence, by the stems of its words.
#include <array>

#include "servanda/reader/text_structure.h"

namespace servanda {
namespace {

struct Stem {
  std::string_view letters;  ///< with which a word begins; at least three
  unsigned topics;
};

constexpr std::array<Stem, 75> kStems{{
    {"force", kTopicForce | kTopicLength},
    {"effect", kTopicForce | kTopicLength | kTopicEnd},
    {"operat", kTopicForce | kTopicLength},
    {"vigour", kTopicForce},
    {"bind", kTopicForce | kTopicLength},
    {"valid", kTopicLength},
    {"conclu", kTopicLength},
    {"durat", kTopicLength},
    {"term", kTopicLength | kTopicEnd | kTopicReplacement},
    {"period", kTopicLength},
    {"amend", kTopicAmendment},
    {"revis", kTopicAmendment},
    {"modif", kTopicAmendment},
    {"review", kTopicAmendment},
    {"alter", kTopicAmendment},
    {"chang", kTopicAmendment},
    {"addition", kTopicAmendment},
    {"supplem", kTopicAmendment},
    {"denounc", kTopicEnd},
    {"denunc", kTopicEnd},
    {"withdr", kTopicEnd},
    {"renounc", kTopicEnd},
    {"renunc", kTopicEnd},
    {"bring", kTopicEnd},
    {"cease", kTopicEnd | kTopicReplacement},
    {"cancel", kTopicEnd | kTopicReplacement},
    {"annul", kTopicEnd | kTopicReplacement},
    {"expir", kTopicEnd | kTopicReplacement},
    {"end", kTopicEnd},
    {"lapse", kTopicEnd | kTopicReplacement},
    {"invalid", kTopicEnd},
    {"abrogat", kTopicEnd | kTopicReplacement},
    {"except", kTopicEnd},
    {"reserv", kTopicReservation},
    {"deposit", kTopicDeposit | kTopicConsent},
    {"lodged", kTopicDeposit},
    {"archiv", kTopicDeposit},
    {"ratif", kTopicDeposit | kTopicConsent},
    {"acces", kTopicDeposit | kTopicConsent},
    {"acced", kTopicDeposit | kTopicConsent},
    {"accept", kTopicConsent},
    {"approv", kTopicConsent},
    {"sign", kTopicConsent},
    {"confirm", kTopicConsent},
    {"notif", kTopicConsent},
    {"adher", kTopicConsent},
    {"disput", kTopicDispute},
    {"differen", kTopicDispute},
    {"controvers", kTopicDispute},
    {"difficult", kTopicDispute},
    {"doubt", kTopicDispute},
    {"disagree", kTopicDispute},
    {"question", kTopicDispute},
    {"problem", kTopicDispute},
    {"fail", kTopicDispute},
    {"diverg", kTopicDispute},
    {"consult", kTopicDispute},
    {"provision", kTopicProvisional},
    {"replac", kTopicReplacement},
    {"supers", kTopicReplacement},
    {"superc", kTopicReplacement},
    {"repeal", kTopicReplacement},
    {"territor", kTopicTerritory},
    {"coloni", kTopicTerritory},
    {"extend", kTopicTerritory},
    {"kingdom", kTopicTerritory},
    {"metropol", kTopicTerritory},
    {"non-metro", kTopicTerritory},
    {"overseas", kTopicTerritory},
    {"part", kTopicTerritory},
    {"appl", kTopicTerritory},
    {"unless", kTopicEnd},
    {"thereafter", kTopicEnd},
    {"notwith", kTopicEnd},
    {"remain", kTopicLength},
}};

/// Stems by the first two letters of a word, as positions within kStems; 0xFF ends a list.
constexpr std::size_t kLetters = 26;
struct Index {
  std::array<std::array<unsigned char, 12>, kLetters * kLetters> stems{};
};
constexpr Index kIndex = [] {
  Index index;
  for (auto& list : index.stems) list.fill(0xFF);
  for (std::size_t i = 0; i < kStems.size(); ++i) {
    const std::string_view letters = kStems[i].letters;
    auto& list = index.stems[static_cast<std::size_t>(letters[0] - 'a') * kLetters +
                             static_cast<std::size_t>(letters[1] - 'a')];
    std::size_t at = 0;
    while (list[at] != 0xFF) ++at;
    list[at] = static_cast<unsigned char>(i);
  }
  return index;
}();

}  // namespace

unsigned topics_of(std::string_view plain, std::string_view language) {
  if (language != "en") return ~0U;
  unsigned topics = 0;
  bool begins = true;
  for (std::size_t at = 0; at + 2 < plain.size(); ++at) {
    const char c = plain[at];
    const bool letter = c >= 'a' && c <= 'z';
    if (letter && begins && plain[at + 1] >= 'a' && plain[at + 1] <= 'z') {
      const auto& list = kIndex.stems[static_cast<std::size_t>(c - 'a') * kLetters +
                                      static_cast<std::size_t>(plain[at + 1] - 'a')];
      for (std::size_t i = 0; list[i] != 0xFF; ++i) {
        const Stem& stem = kStems[list[i]];
        if (stem.letters[2] == plain[at + 2] && plain.substr(at).starts_with(stem.letters)) {
          topics |= stem.topics;
        }
      }
    }
    begins = !letter;
  }
  return topics;
}

}  // namespace servanda
