// The engine against the slow reference: all small worlds, and many random larger ones.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <random>

#include <nlohmann/json.hpp>

#include "servanda/law/derivation.h"
#include "servanda/law/status.h"
#include "servanda/model/json.h"
#include "servanda/proof/checker.h"
#include "unit/law/reference.h"

namespace servanda {
namespace {

using reference::Act;
using reference::Kind;
using reference::World;

bool long_campaign() {
  return std::getenv("SERVANDA_LONG") != nullptr;
}

// Sanitizers look at every step: a tenth of the worlds shows them all that there is.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(NDEBUG)
constexpr bool kSlowBuild = true;
#else
constexpr bool kSlowBuild = false;
#endif

Deeds deeds_of(const World& world) {
  Deeds deeds;
  deeds.parties = world.parties;
  for (const Act& act : world.acts) {
    Deed deed;
    deed.state = deeds.enter_state(world.states[static_cast<std::size_t>(act.state)]);
    deed.when = When(act.day);
    switch (act.kind) {
      case Kind::sign:
        deed.type = ActType::sign;
        break;
      case Kind::ratify:
        deed.type = ActType::ratify;
        break;
      case Kind::accede:
        deed.type = ActType::accede;
        break;
      case Kind::leave:
        deed.type = ActType::notify;
        deed.of = ActType::withdraw;
        break;
      case Kind::stay:
        deed.type = ActType::withdraw;
        deed.undo = ActType::withdraw;
        break;
      case Kind::halt:
        deed.type = ActType::suspend;
        deed.of = ActType::withdraw;
        break;
      case Kind::again:
        deed.type = ActType::resume;
        deed.of = ActType::withdraw;
        break;
    }
    deeds.list.push_back(deed);
  }
  // Days in order; on one day what comes before what goes. Otherwise the order must not matter.
  std::stable_sort(deeds.list.begin(), deeds.list.end(), [](const Deed& a, const Deed& b) {
    if (a.when->earliest != b.when->earliest) return a.when->earliest < b.when->earliest;
    return !a.of && b.of;
  });
  return deeds;
}

std::string told(const World& world) {
  std::string text;
  for (const Act& act : world.acts) {
    static constexpr const char* kWords[] = {"sign", "ratify", "accede", "leave",
                                             "stay", "halt",   "again"};
    text += fmt::format("{} {} {}; ", to_text(act.day), kWords[static_cast<int>(act.kind)],
                        world.states[static_cast<std::size_t>(act.state)]);
  }
  return text;
}

bool bound_on(const DerivedParty& party, Day day) {
  const auto within = [&](const When& from, const std::optional<When>& until) {
    return from.earliest <= day && (!until || day < until->earliest);
  };
  if (party.from && within(*party.from, party.until)) return true;
  for (const auto& spell : party.earlier) {
    if (within(spell.from, spell.out.when)) return true;
  }
  return false;
}

/// Bound by some readings, by others not.
bool disputed_on(const DerivedParty& party, Day day) {
  return std::any_of(party.open.begin(), party.open.end(), [&](const OpenSpell& spell) {
    return spell.verdict == Verdict::disputed && spell.from.earliest <= day &&
           (!spell.until || day < spell.until->earliest);
  });
}

/// Both engines on one world; empty where they agree, else what differs.
std::string difference(const World& world) {
  const reference::Outcome expected = reference::Walker(world).walk();
  const Derivation found = derive(world.clauses, deeds_of(world), {world.last});
  const std::optional<Day> force =
      found.in_force ? std::optional<Day>(found.in_force->earliest) : std::nullopt;
  if (force != expected.force) {
    return fmt::format("{}force: engine {}, reference {}", told(world),
                       force ? to_text(*force) : "none",
                       expected.force ? to_text(*expected.force) : "none");
  }
  for (std::size_t i = 0; i < world.states.size(); ++i) {
    const DerivedParty* party = nullptr;
    for (const DerivedParty& one : found.parties) {
      if (one.state == world.states[i]) party = &one;
    }
    for (Day day = world.first; day <= world.last; day += std::chrono::days(1)) {
      const bool engine = party != nullptr && bound_on(*party, day);
      const bool reference = expected.bound[i].count(day) == 1;
      if (engine != reference) {
        return fmt::format("{}{} on {}: engine {}, reference {}", told(world), world.states[i],
                           to_text(day), engine, reference);
      }
      const bool disputed = engine && disputed_on(*party, day);
      if (disputed != (expected.disputed[i].count(day) == 1)) {
        return fmt::format("{}{} on {}: disputed: engine {}, reference {}", told(world),
                           world.states[i], to_text(day), disputed, !disputed);
      }
    }
  }
  return {};
}

Trigger consents(int count, Period after = {}) {
  Trigger trigger;
  trigger.on = Trigger::On::consents;
  trigger.count = count;
  trigger.after = after;
  trigger.counting = Counting::date_to_date;
  return trigger;
}

Trigger on_day(Day day) {
  Trigger trigger;
  trigger.on = Trigger::On::date;
  trigger.date = Edtf(day);
  return trigger;
}

Trigger both(Trigger::On on, std::vector<Trigger> parts) {
  Trigger trigger;
  trigger.on = on;
  trigger.parts = std::move(parts);
  return trigger;
}

constexpr Day kStart = Day(std::chrono::days(10'000));

/// Every form of trigger that acts alone can meet, with small delays.
std::vector<Clauses> clause_forms() {
  std::vector<Trigger> triggers{consents(1), consents(2), consents(2, {0, 2}), consents(3, {0, 1})};
  triggers.push_back(consents(2));
  triggers.back().including = {"BBB"};
  triggers.push_back(consents(1, {0, 1}));
  triggers.back().kinds = {"ratification"};
  triggers.push_back(consents(2, {0, 1}));
  triggers.back().counting = Counting::full_periods;
  Trigger all;
  all.on = Trigger::On::all_consents;
  all.whom = {"AAA", "CCC"};
  triggers.push_back(all);
  triggers.push_back(on_day(kStart + std::chrono::days(3)));
  triggers.push_back(
      both(Trigger::On::later_of, {consents(2, {0, 1}), on_day(kStart + std::chrono::days(3))}));
  triggers.push_back(
      both(Trigger::On::first_of, {consents(3), on_day(kStart + std::chrono::days(4))}));
  std::vector<Clauses> forms;
  for (const Trigger& trigger : triggers) {
    Clauses clauses;
    clauses.force = trigger;
    clauses.later_from = forms.size() % 2 == 0 ? "force" : "condition";
    Trigger later;
    later.on = Trigger::On::own_consent;
    later.after = {0, static_cast<int>(forms.size() % 3)};
    later.counting = Counting::date_to_date;
    clauses.force_later = later;
    Withdrawal withdrawal;
    withdrawal.notice = Period{0, static_cast<int>(forms.size() % 2) + 1};
    clauses.withdrawal = withdrawal;
    forms.push_back(std::move(clauses));
  }
  return forms;
}

/// Every world of up to `most` acts of these kinds by so many states within four days, under every
/// form of clause; how many there were.
std::size_t try_all_worlds(int states, const std::vector<Kind>& kinds, int most) {
  constexpr int kDays = 4;
  const int choices = kDays * states * static_cast<int>(kinds.size());
  World world;
  world.states = {"AAA", "BBB", "CCC"};
  world.first = kStart;
  world.last = kStart + std::chrono::days(10);
  std::size_t worlds = 0;
  std::vector<int> chosen;
  for (const Clauses& clauses : clause_forms()) {
    world.clauses = clauses;
    // Every set of up to `most` acts: non-decreasing choices.
    for (int size = 0; size <= most; ++size) {
      chosen.assign(static_cast<std::size_t>(size), 0);
      while (true) {
        world.acts.clear();
        for (const int choice : chosen) {
          const int kind = choice / states % static_cast<int>(kinds.size());
          world.acts.push_back(
              {choice % states, kinds[static_cast<std::size_t>(kind)],
               kStart + std::chrono::days(choice / (states * static_cast<int>(kinds.size())))});
        }
        ++worlds;
        const std::string differs = difference(world);
        EXPECT_EQ(differs, "") << "force: " << static_cast<int>(clauses.force->on) << " count "
                               << clauses.force->count;
        if (!differs.empty()) return worlds;
        std::size_t at = chosen.size();
        while (at > 0 && chosen[at - 1] == choices - 1) --at;
        if (at == 0) break;
        const int next = chosen[at - 1] + 1;
        for (std::size_t i = at - 1; i < chosen.size(); ++i) chosen[i] = next;
      }
    }
  }
  return worlds;
}

TEST(Reference, AgreesOnAllSmallWorlds) {
  const int most = kSlowBuild ? 3 : 4;
  EXPECT_GT(try_all_worlds(3, {Kind::sign, Kind::ratify, Kind::accede, Kind::leave}, most),
            200'000U);
}

// Notices that are revoked, suspended and taken up again (article 68, and what it does not say).
TEST(Reference, AgreesOnAllSmallWorldsOfNotices) {
  const int most = kSlowBuild ? 3 : 4;
  EXPECT_GT(
      try_all_worlds(2, {Kind::ratify, Kind::leave, Kind::stay, Kind::halt, Kind::again}, most),
      100'000U);
}

TEST(Reference, AgreesOnRandomLargerWorlds) {
  const int runs = long_campaign() ? 1'000'000 : kSlowBuild ? 10'000 : 100'000;
  std::mt19937 random(1969);
  const auto pick = [&](int below) {
    return static_cast<int>(random() % static_cast<unsigned>(below));
  };
  const Period periods[] = {{0, 0}, {0, 1}, {0, 30}, {1, 0}, {2, 0}, {0, 7}, {1, 3}};
  for (int run = 0; run < runs; ++run) {
    World world;
    const int states = 2 + pick(7);
    for (int i = 0; i < states; ++i) {
      world.states.push_back(std::string(3, static_cast<char>('A' + i)));
    }
    world.first = kStart;
    world.last = kStart + std::chrono::days(240);
    const int acts = pick(16);
    for (int i = 0; i < acts; ++i) {
      world.acts.push_back(
          {pick(states), static_cast<Kind>(pick(7)), kStart + std::chrono::days(pick(90))});
    }
    Trigger trigger = consents(1 + pick(states), periods[pick(7)]);
    if (pick(3) == 0) trigger.counting = Counting::full_periods;
    if (pick(4) == 0) trigger.align = *parse_alignment("first-of-next-month");
    if (pick(5) == 0) trigger.including = {world.states[static_cast<std::size_t>(pick(states))]};
    if (pick(5) == 0) trigger.kinds = {"ratification"};
    if (pick(6) == 0) {
      trigger =
          both(Trigger::On::later_of, {trigger, on_day(kStart + std::chrono::days(pick(90)))});
    }
    world.clauses.force = trigger;
    if (pick(4) != 0) {
      Trigger later;
      later.on = Trigger::On::own_consent;
      later.after = periods[pick(7)];
      later.counting = Counting::date_to_date;
      if (pick(4) == 0) later.align = *parse_alignment("first-of-second-month");
      world.clauses.force_later = later;
    }
    world.clauses.later_from = pick(2) == 0 ? "force" : "condition";
    if (pick(5) != 0) {
      Withdrawal withdrawal;
      withdrawal.notice = periods[pick(7)];
      world.clauses.withdrawal = withdrawal;
    }
    const std::string differs = difference(world);
    ASSERT_EQ(differs, "")
        << "run " << run << ": " << print_json(to_json(trigger)) << " later "
        << (world.clauses.force_later ? print_json(to_json(*world.clauses.force_later)) : "none")
        << " from " << world.clauses.later_from << " notice "
        << (world.clauses.withdrawal ? to_text(*world.clauses.withdrawal->notice) : "none");
  }
}

/// What somebody who asks could notice: entry into force, and every state's part.
std::string told(const Derivation& found) {
  std::string text = found.in_force ? to_text(*found.in_force) : "none";
  for (const DerivedParty& party : found.parties) {
    text += fmt::format("; {} {} {} {}", party.state, to_text(party.status),
                        party.from ? to_text(*party.from) : "-",
                        party.until ? to_text(*party.until) : "-");
  }
  return text;
}

// Acts of one day may stand in any order, but for one state's own comings and goings.
TEST(Properties, TheOrderOfActsOfOneDayDoesNotMatter) {
  std::mt19937 random(1815);
  const auto pick = [&](int below) {
    return static_cast<int>(random() % static_cast<unsigned>(below));
  };
  for (int run = 0; run < (kSlowBuild ? 1000 : 5000); ++run) {
    World world;
    world.states = {"AAA", "BBB", "CCC", "DDD", "EEE"};
    world.clauses.force = consents(1 + pick(4), {0, pick(4)});
    world.clauses.withdrawal.emplace().notice = Period{0, pick(5)};
    for (int i = 0; i < 10; ++i) {
      world.acts.push_back(
          {pick(5), static_cast<Kind>(pick(4)), kStart + std::chrono::days(pick(6))});
    }
    const Deeds deeds = deeds_of(world);
    const DerivationQuestion question{kStart + std::chrono::days(4)};
    Deeds shuffled = deeds;
    std::shuffle(shuffled.list.begin(), shuffled.list.end(), random);
    // Each state's own acts keep their order within the day; the states change places.
    std::vector<std::size_t> next(deeds.states.size(), 0);
    for (Deed& deed : shuffled.list) {
      std::size_t& at = next[deed.state];
      while (deeds.list[at].state != deed.state) ++at;
      deed = deeds.list[at++];
    }
    std::stable_sort(shuffled.list.begin(), shuffled.list.end(), [](const Deed& a, const Deed& b) {
      return a.when->earliest < b.when->earliest;
    });
    ASSERT_EQ(told(derive(world.clauses, deeds, question)),
              told(derive(world.clauses, shuffled, question)))
        << told(world);
  }
}

Statement stated(Fact fact, std::optional<Day> known) {
  Statement statement;
  statement.fact = std::move(fact);
  statement.known = known;
  return statement;
}

/// A convention in a register, its acts known some time after they were done.
Register random_register(std::mt19937& random) {
  const auto pick = [&](int below) {
    return static_cast<int>(random() % static_cast<unsigned>(below));
  };
  Register reg;
  TreatyFact treaty;
  treaty.id = "c";
  treaty.clauses.force = consents(2, {0, pick(40)});
  if (pick(2) == 0) treaty.clauses.withdrawal.emplace().notice = Period{pick(3), 0};
  if (pick(3) == 0) treaty.clauses.term.emplace().fewest = 2;
  reg.statements.push_back(stated(treaty, kStart));
  const std::vector<std::string> states{"AAA", "BBB", "CCC", "DDD"};
  std::map<std::string, Day> consented;
  for (int i = 0; i < 8; ++i) {
    ActFact act;
    act.treaty = "c";
    Actor actor;
    actor.state = states[static_cast<std::size_t>(pick(4))];
    act.by = {actor};
    // Each consents once: two days of one act would be two datings of it.
    const Day own = kStart + std::chrono::days(pick(400));
    const auto [consent, first] = consented.emplace(actor.state, own);
    const bool again = !first;
    switch (again ? pick(2) : 4) {
      case 0:
        act.type = ActType::notify;
        act.of = ActType::withdraw;
        break;
      case 1:
        act.type = ActType::withdraw;
        act.undo = ActType::withdraw;
        break;
      default:
        act.type = ActType::ratify;
    }
    const Day day = again ? consent->second + std::chrono::days(1 + pick(300)) : own;
    act.on = Edtf(day);
    reg.statements.push_back(stated(act, day + std::chrono::days(pick(200))));
  }
  reg.origins.resize(reg.statements.size());
  return reg;
}

// What becomes known later changes no answer as it was known earlier, and every proof is sound.
TEST(Properties, WhatIsKnownLaterChangesNoEarlierAnswer) {
  std::mt19937 random(1945);
  for (int run = 0; run < (kSlowBuild ? 300 : 2000); ++run) {
    const Register reg = random_register(random);
    const Day known = kStart + std::chrono::days(static_cast<int>(random() % 800));
    const Day on = kStart + std::chrono::days(static_cast<int>(random() % 1000));
    Register then;
    for (const Statement& statement : reg.statements) {
      if (is_known(reg, statement, known)) then.statements.push_back(statement);
    }
    then.origins.resize(then.statements.size());
    for (const std::vector<std::string>& states :
         {std::vector<std::string>{}, std::vector<std::string>{"AAA"},
          std::vector<std::string>{"AAA", "BBB"}}) {
      const ProofQuestion question{"c", states, Moment(Edtf(on)), known};
      const Result<StatusAnswer> now = status_of(reg, question);
      const Result<StatusAnswer> as_then = status_of(then, question);
      ASSERT_TRUE(now.ok() && as_then.ok());
      ASSERT_EQ(now->verdict, as_then->verdict) << now->because << " / " << as_then->because;
      ASSERT_EQ(now->because, as_then->because);
      ASSERT_EQ(now->proof.root, as_then->proof.root);
      const CheckReport report = check_proof(now->proof, &reg);
      ASSERT_TRUE(report.faults.empty()) << report.faults.front() << "\n"
                                         << print_json(to_json(now->proof), 1);
    }
  }
}

}  // namespace
}  // namespace servanda
