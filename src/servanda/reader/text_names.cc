#include "servanda/reader/text_names.h"

#include <re2/re2.h>
#include <unicode/locid.h>
#include <unicode/strenum.h>
#include <unicode/timezone.h>
#include <unicode/tznames.h>
#include <unicode/uloc.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <utility>

#include "servanda/base/table.h"
#include "servanda/language/dates_in_text.h"
#include "servanda/language/names.h"
#include "servanda/language/tokens.h"
#include "servanda/reader/tables.h"

namespace servanda {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

constexpr std::array<Pair, 48> kDepositaries{{
    {"United Nations Educational", "UNESCO"},
    {"Secretary-General of the United Nations", "UN"},
    {"United Nations", "UN"},
    {"Council of Europe", "CoE"},
    {"International Maritime Organi", "IMO"},
    {"Maritime Consultative Organi", "IMO"},
    {"International Labour Offic", "ILO"},
    {"World Intellectual Property", "WIPO"},
    {"Director General of WIPO", "WIPO"},
    {"Organisation for Economic", "OECD"},
    {"OECD", "OECD"},
    {"Organization for Economic", "OECD"},
    {"International Atomic Energy", "IAEA"},
    {"International Civil Aviation", "ICAO"},
    {"African Union", "AU"},
    {"SADC", "SADC"},
    {"Swiss Federal Council", "CHE"},
    {"GATT", "GATT"},
    {"Organisation des Nations Unies pour l'éducation", "UNESCO"},
    {"Nations Unies", "UN"},
    {"Naciones Unidas", "UN"},
    {"Объединенных Наций", "UN"},
    {"Объединённых Наций", "UN"},
    {"Conseil de l'Europe", "CoE"},
    {"Consejo de Europa", "CoE"},
    {"Совета Европы", "CoE"},
    {"League of Nations", "LoN"},
    {"Société des Nations", "LoN"},
    {"Food and Agriculture", "FAO"},
    {"FAO", "FAO"},
    {"World Health", "WHO"},
    {"World Meteorological", "WMO"},
    {"World Trade Organi", "WTO"},
    {"WTO", "WTO"},
    {"International Telecommunication Union", "ITU"},
    {"Universal Postal Union", "UPU"},
    {"World Customs", "WCO"},
    {"Customs Co-operation Council", "Customs Co-operation Council"},
    {"Organization of American States", "OAS"},
    {"Pan American Union", "OAS"},
    {"Organization of African Unity", "OAU"},
    {"Organisation of African Unity", "OAU"},
    {"AU Commission", "AU"},
    {"Council of the European", "EU"},
    {"Commonwealth of Independent States", "CIS"},
    {"League of Arab States", "LAS"},
    {"Caribbean Community", "CARICOM"},
    {"West African States", "ECOWAS"},
}};

/// Declined, or not called as ICU calls them; the others come from its names of languages.
constexpr std::array<Pair, 85> kLanguages{{
    {"anglais", "en"},     {"anglaise", "en"},    {"français", "fr"},    {"française", "fr"},
    {"espagnol", "es"},    {"espagnole", "es"},   {"allemand", "de"},    {"allemande", "de"},
    {"russe", "ru"},       {"arabe", "ar"},       {"néerlandais", "nl"}, {"néerlandaise", "nl"},
    {"inglés", "en"},      {"inglesa", "en"},     {"español", "es"},     {"española", "es"},
    {"francés", "fr"},     {"portugués", "pt"},   {"ruso", "ru"},        {"русском", "ru"},
    {"английском", "en"},  {"французском", "fr"}, {"персидском", "fa"},  {"китайском", "zh"},
    {"испанском", "es"},   {"арабском", "ar"},    {"корейском", "ko"},   {"казахском", "kk"},
    {"netherlands", "nl"}, {"arabic", "ar"},      {"chinese", "zh"},     {"english", "en"},
    {"french", "fr"},      {"russian", "ru"},     {"spanish", "es"},     {"german", "de"},
    {"dutch", "nl"},       {"portuguese", "pt"},  {"italian", "it"},     {"swedish", "sv"},
    {"danish", "da"},      {"finnish", "fi"},     {"norwegian", "no"},   {"greek", "el"},
    {"polish", "pl"},      {"czech", "cs"},       {"slovak", "sk"},      {"hungarian", "hu"},
    {"romanian", "ro"},    {"bulgarian", "bg"},   {"estonian", "et"},    {"latvian", "lv"},
    {"lithuanian", "lt"},  {"maltese", "mt"},     {"slovenian", "sl"},   {"slovene", "sl"},
    {"croatian", "hr"},    {"serbian", "sr"},     {"ukrainian", "uk"},   {"belarusian", "be"},
    {"turkish", "tr"},     {"hebrew", "he"},      {"persian", "fa"},     {"farsi", "fa"},
    {"hindi", "hi"},       {"urdu", "ur"},        {"japanese", "ja"},    {"korean", "ko"},
    {"thai", "th"},        {"vietnamese", "vi"},  {"indonesian", "id"},  {"malay", "ms"},
    {"mongolian", "mn"},   {"kazakh", "kk"},      {"albanian", "sq"},    {"icelandic", "is"},
    {"irish", "ga"},       {"chinoise", "zh"},    {"chinois", "zh"},     {"chino", "zh"},
    {"árabe", "ar"},       {"arabe", "ar"},       {"portugais", "pt"},   {"italien", "it"},
    {"украинском", "uk"},
}};

/// Months in French, Spanish and Russian, by their first letters; 0 for no month.
unsigned other_month(std::string_view word) {
  static constexpr std::array<std::pair<std::string_view, unsigned>, 36> kMonths{{
      {"janvier", 1},    {"février", 2},   {"mars", 3},       {"avril", 4},      {"mai", 5},
      {"juin", 6},       {"juillet", 7},   {"août", 8},       {"septembre", 9},  {"octobre", 10},
      {"novembre", 11},  {"décembre", 12}, {"enero", 1},      {"febrero", 2},    {"marzo", 3},
      {"abril", 4},      {"mayo", 5},      {"junio", 6},      {"julio", 7},      {"agosto", 8},
      {"septiembre", 9}, {"octubre", 10},  {"noviembre", 11}, {"diciembre", 12}, {"января", 1},
      {"февраля", 2},    {"марта", 3},     {"апреля", 4},     {"мая", 5},        {"июня", 6},
      {"июля", 7},       {"августа", 8},   {"сентября", 9},   {"октября", 10},   {"ноября", 11},
      {"декабря", 12},
  }};
  for (const auto& [name, month] : kMonths) {
    if (word == name) return month;
  }
  return 0;
}

void add_once(std::vector<std::string>& list, std::string code) {
  if (std::find(list.begin(), list.end(), code) == list.end()) list.push_back(std::move(code));
}

struct Style {
  std::string_view name;
  std::vector<std::string_view> codes;
};

/// Longest first, so that none is taken for a part of another.
const std::vector<Style>& styles() {
  static const std::vector<Style> kStyles = [] {
    std::vector<Style> all;
    for (const Row& row : table_rows(tables::treaty_styles_tsv))
      all.push_back({row.field(0), row.parts(1)});
    std::stable_sort(all.begin(), all.end(),
                     [](const Style& a, const Style& b) { return a.name.size() > b.name.size(); });
    return all;
  }();
  return kStyles;
}

/// States as other languages call them, from ICU's names of regions. Russian names lose their last
/// vowel, so that every case of them begins alike.
const std::vector<std::pair<std::string, std::string>>& foreign_names(std::string_view language) {
  static const auto kMade = [](const char* code) {
    std::vector<std::pair<std::string, std::string>> names;
    const icu::Locale display(code);
    for (const char* const* region = uloc_getISOCountries(); *region != nullptr; ++region) {
      const icu::Locale locale("", *region);
      icu::UnicodeString name;
      locale.getDisplayCountry(display, name);
      std::string utf8;
      name.toUTF8String(utf8);
      utf8 = to_lower(utf8);
      const std::string state = locale.getISO3Country();
      // Réunion and Man are words of the language.
      if (state.empty() || state == "REU" || state == "IMN") continue;
      if (std::string_view(code) == "ru") {
        for (const std::string_view vowel : {"я", "а", "ь", "й"}) {
          if (utf8.size() > 10 && utf8.ends_with(vowel)) {
            utf8.resize(utf8.size() - vowel.size());
            break;
          }
        }
      }
      if (utf8.size() >= 4) names.emplace_back(std::move(utf8), state);
    }
    std::stable_sort(names.begin(), names.end(),
                     [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
    return names;
  };
  static const std::vector<std::pair<std::string, std::string>> kNone;
  if (language == "fr") {
    static const auto kFrench = kMade("fr");
    return kFrench;
  }
  if (language == "es") {
    static const auto kSpanish = kMade("es");
    return kSpanish;
  }
  if (language == "ru") {
    static const auto kRussian = kMade("ru");
    return kRussian;
  }
  return kNone;
}

/// Names of languages as English, French, Spanish and Russian treaties write them.
const std::vector<std::pair<std::string, std::string>>& language_names() {
  static const auto kNames = [] {
    std::vector<std::pair<std::string, std::string>> names;
    for (const auto& [name, code] : kLanguages) names.emplace_back(name, code);
    for (const char* const* code = uloc_getISOLanguages(); *code != nullptr; ++code) {
      if (std::string_view(*code).size() != 2) continue;
      for (const char* const display : {"en", "fr", "es", "ru"}) {
        icu::UnicodeString shown;
        icu::Locale(*code).getDisplayLanguage(icu::Locale(display), shown);
        std::string name;
        shown.toUTF8String(name);
        name = to_lower(name);
        // Short ones are words of their own, two words are no language of a treaty.
        if (name.size() < 5 || name == *code || name.find(' ') != std::string::npos ||
            name == "nauru") {
          continue;
        }
        // "на армянском языке"
        static constexpr std::string_view kRussian = "ский";
        if (name.ends_with(kRussian)) {
          name.replace(name.size() - kRussian.size(), kRussian.size(), "ском");
        }
        names.emplace_back(std::move(name), *code);
      }
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end(),
                            [](const auto& a, const auto& b) { return a.first == b.first; }),
                names.end());
    return names;
  }();
  return kNames;
}

}  // namespace

std::vector<std::string> states_named_in(std::string_view cased, std::string_view language) {
  std::vector<std::pair<std::size_t, std::string>> found;
  std::string text(cased);
  // What is told by a full style is not told again by a name within it.
  std::string lower = to_lower(text);
  if (lower.size() == text.size()) {
    for (const Style& style : styles()) {
      for (std::size_t at = lower.find(style.name); at != std::string::npos;
           at = lower.find(style.name, at + style.name.size())) {
        const std::size_t end = at + style.name.size();
        const auto letter = [&](std::size_t i) { return lower[i] >= 'a' && lower[i] <= 'z'; };
        if ((at > 0 && letter(at - 1)) || (end < lower.size() && letter(end))) continue;
        for (const std::string_view code : style.codes) found.emplace_back(at, std::string(code));
        text.replace(at, style.name.size(), std::string(style.name.size(), '.'));
        lower.replace(at, style.name.size(), std::string(style.name.size(), '.'));
      }
    }
  }
  const auto inside_word = [&](std::size_t i) {
    return (lower[i] >= 'a' && lower[i] <= 'z') || (static_cast<unsigned char>(lower[i]) & 0x80U);
  };
  for (const auto& [name, code] : foreign_names(language)) {
    for (std::size_t at = lower.find(name); lower.size() == text.size() && at != std::string::npos;
         at = lower.find(name, at + name.size())) {
      const std::size_t end = at + name.size();
      if (at > 0 && inside_word(at - 1)) continue;
      if (language != "ru" && end < lower.size() && inside_word(end)) continue;
      found.emplace_back(at, code);
      text.replace(at, name.size(), std::string(name.size(), '.'));
      lower.replace(at, name.size(), std::string(name.size(), '.'));
    }
  }
  // A text that lost its capitals: names are known by them.
  if (std::none_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool begins = i == 0 || !inside_word(i - 1);
      if (begins && text[i] >= 'a' && text[i] <= 'z') text[i] = static_cast<char>(text[i] - 32);
    }
  }
  const std::vector<Token> tokens = tokenize(text, 0);
  for (std::size_t at = 0; at < tokens.size();) {
    std::optional<NameMatch> match = gazetteer().match(tokens, at);
    // "the Kingdom of …": the article belongs to no name here.
    if (match && tokens[at].is("the")) match.reset();
    if (!match || match->end <= at) {
      ++at;
      continue;
    }
    const NameEntry& entry = *match->entry;
    const bool people = entry.kind == NameKind::adjective;
    static const RE2 kState(
        R"(^(?:republic|confederation|federation|kingdom|union|people|government|socialist|democratic|federal|soviet)$)");
    const bool named =
        entry.kind == NameKind::state || entry.kind == NameKind::organisation ||
        (people && match->end < tokens.size() && RE2::FullMatch(tokens[match->end].lower, kState));
    if (named && !entry.code.empty()) {
      found.emplace_back(tokens[at].span.begin, entry.code == "SUN" ? "RUS" : entry.code);
    }
    at = match->end;
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> codes;
  for (auto& [at, code] : found) add_once(codes, std::move(code));
  return codes;
}

std::string depositary_named_in(std::string_view cased) {
  std::size_t best = std::string_view::npos;
  std::string code;
  for (const auto& [name, organisation] : kDepositaries) {
    const std::size_t at = cased.find(name);
    if (at < best) {
      best = at;
      code = organisation;
    }
  }
  static const RE2 kGovernment(
      R"((?:Government|Governments|Ministry of Foreign Affairs|Federal Council|Minister\w* of Foreign Affairs) of (?:the )?(.{3,160}))");
  re2::StringPiece who;
  if (RE2::PartialMatch(re2::StringPiece(cased.data(), cased.size()), kGovernment, &who) &&
      (best == std::string_view::npos ||
       static_cast<std::size_t>(who.data() - cased.data()) < best)) {
    const std::vector<std::string> states =
        states_named_in(std::string_view(who.data(), who.size()));
    if (!states.empty()) return states.front();
  }
  if (!code.empty()) return code;
  // An organisation without a code goes by its name.
  static const RE2 kHead(
      R"((?:Secretary|Director|Secretariat|President|Chairman|Chairperson)(?:[- ]General)? of (?:the )?([A-Z][\pL'-]+(?: (?:(?:of|for|and|on|in|the|de) )*[A-Z][\pL'-]+)+))");
  re2::StringPiece name;
  static const RE2 kState(R"(\b(?:Republic|Kingdom|State|Government|Parties|Convention)\b)");
  if (RE2::PartialMatch(re2::StringPiece(cased.data(), cased.size()), kHead, &name) &&
      !RE2::PartialMatch(name, kState)) {
    return {name.data(), name.size()};
  }
  return {};
}

std::vector<std::string> languages_named_in(const std::string& plain) {
  std::vector<std::pair<std::size_t, std::string>> found;
  for (const auto& [name, code] : language_names()) {
    for (std::size_t at = plain.find(name); at != std::string::npos;
         at = plain.find(name, at + 1)) {
      // Letters of two bytes begin with 0xC3 to 0xD1; quotation marks do not.
      const auto letter = [&](std::size_t i) {
        const auto byte = static_cast<unsigned char>(plain[i]);
        return (byte >= 'a' && byte <= 'z') || (byte >= 0xC3 && byte <= 0xD1);
      };
      const bool begins =
          at == 0 || !(letter(at - 1) || (at > 1 && plain[at - 1] < 0 && letter(at - 2)));
      const std::size_t end = at + name.size();
      const bool ends = end >= plain.size() || !letter(end);
      if (!begins || !ends) continue;
      // "the Netherlands, English and Hindi languages", but not the state.
      if (name == "netherlands" && (std::string_view(plain).substr(0, at).ends_with("of the ") ||
                                    std::string_view(plain).substr(0, at).ends_with("for the ") ||
                                    std::string_view(plain).substr(end).starts_with(" antilles") ||
                                    plain.find("english") == std::string::npos)) {
        continue;
      }
      // "the french republic", "the english text of": only the name of a language counts.
      const std::string_view after = std::string_view(plain).substr(end, 12);
      if (after.starts_with(" republic") || after.starts_with(" government") ||
          after.starts_with(" channel") || after.starts_with(" state"))
        continue;
      found.emplace_back(at, code);
      break;
    }
  }
  std::sort(found.begin(), found.end());
  std::vector<std::string> codes;
  for (auto& [at, code] : found) add_once(codes, std::move(code));
  return codes;
}

std::optional<Edtf> date_named_in(const std::string& plain) {
  static const RE2 kDayFirst(
      R"(\b(\d{1,2})(?:st|nd|rd|th)?(?: day)?(?: of)? (january|february|march|april|may|june|july|august|september|october|november|december),?(?: in the year| of the year| in this year| in| of)? ?(\d{4})\b)");
  static const RE2 kMonthFirst(
      R"(\b(january|february|march|april|may|june|july|august|september|october|november|december) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b)");
  static const RE2 kRoman(R"(\b(\d{1,2})-([ivx]{1,4})-(\d{4})\b)");
  static const RE2 kOther(
      R"(\b(\d{1,2})(?:er|th|st)?(?: de| jour de)? (\pL+)(?: de| del)? (\d{4})(?:st|nd|rd|th)?\b)");
  std::string month;
  int day = 0;
  int year = 0;
  if (RE2::PartialMatch(plain, kOther, &day, &month, &year)) {
    if (const unsigned other = other_month(month); other != 0) {
      const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(other),
                                             std::chrono::day(static_cast<unsigned>(day))};
      if (date.ok()) return Edtf(Day(date));
    }
  }
  // "open for signature from 12 to 15 December 2001": it begins with the first of them.
  static const RE2 kFromTo(
      R"(\bfrom (\d{1,2})(?:st|nd|rd|th)? (?:(january|february|march|april|may|june|july|august|september|october|november|december) )?(?:to|until|till) \d{1,2}(?:st|nd|rd|th)? (january|february|march|april|may|june|july|august|september|october|november|december),? (\d{4})\b)");
  std::string own_month;
  if (RE2::PartialMatch(plain, kFromTo, &day, &own_month, &month, &year)) {
    if (!own_month.empty()) month = own_month;
  } else if (!RE2::PartialMatch(plain, kDayFirst, &day, &month, &year) &&
             !RE2::PartialMatch(plain, kMonthFirst, &month, &day, &year)) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(month_number(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return Edtf(Day(date));
}

std::string place_in_nominative(std::string place, std::string_view language) {
  if (language != "ru") return place;
  // Cities by ICU's names of time zones, and seats of conferences that give none a name.
  static const std::vector<std::pair<std::string, std::string>> kCities = [] {
    std::vector<std::string> names = {
        "Женева",   "Гаага",           "Страсбург", "Вашингтон", "Пекин",     "Анкара", "Астана",
        "Монреаль", "Санкт-Петербург", "Нью-Йорк",  "Киев",      "Стокгольм", "Бонн",   "Бухарест"};
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::TimeZoneNames> zones(
        icu::TimeZoneNames::createInstance(icu::Locale("ru"), status));
    const std::unique_ptr<icu::StringEnumeration> ids(icu::TimeZone::createTimeZoneIDEnumeration(
        UCAL_ZONE_TYPE_CANONICAL_LOCATION, nullptr, nullptr, status));
    while (zones && ids && U_SUCCESS(status)) {
      const icu::UnicodeString* id = ids->snext(status);
      if (id == nullptr) break;
      icu::UnicodeString name;
      zones->getExemplarLocationName(*id, name);
      std::string utf8;
      names.push_back(name.toUTF8String(utf8));
    }
    std::vector<std::pair<std::string, std::string>> cities;  // "in …", nominative
    for (const std::string& name : names) {
      if (name.size() < 4) continue;
      const std::string stem = name.substr(0, name.size() - 2);
      std::string in = name;
      if (name.ends_with("ия")) {
        in = stem + "и";
      } else if (name.ends_with("а") || name.ends_with("я") || name.ends_with("й") ||
                 name.ends_with("ь")) {
        in = stem + "е";
      } else if (!name.ends_with("о") && !name.ends_with("е") && !name.ends_with("и") &&
                 !name.ends_with("у") && !name.ends_with("ы")) {
        in = name + "е";
      }
      cities.emplace_back(std::move(in), name);
    }
    return cities;
  }();
  for (const auto& [in, name] : kCities) {
    if (in == place) return name;
  }
  return place;
}

std::string members_of(const std::string& words) {
  static constexpr std::array<Pair, 16> kGroups{{
      {"council of europe", "CoE"},
      {"sadc", "SADC"},
      {"southern african development", "SADC"},
      {"international labour", "ILO"},
      {"united nations", "UN"},
      {"european union", "EU"},
      {"african union", "AU"},
      {"the community", "EU"},
      {"economic commission for europe", "UNECE"},
      {"conseil de l'europe", "CoE"},
      {"consejo de europa", "CoE"},
      {"совета европы", "CoE"},
      {"nations unies", "UN"},
      {"naciones unidas", "UN"},
      {"union européenne", "EU"},
      {"council", "CoE"},
  }};
  for (const auto& [name, code] : kGroups) {
    if (words.find(name) != std::string::npos) return std::string(code);
  }
  return words;
}

}  // namespace servanda
