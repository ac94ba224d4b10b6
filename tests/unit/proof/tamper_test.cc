// Every meaningful field of a proof, altered one at a time, is refused.

#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "servanda/law/status.h"
#include "servanda/proof/checker.h"
#include "servanda/register/store.h"

namespace servanda {
namespace {

struct Asked {
  const char* treaty;
  std::vector<std::string> states;
  const char* on;
  const char* known;
};

// Questions that reach every kind of step: open, announced, computed and stated entry into force,
// two readings, renewals, replacement, withdrawal, claims, silence.
const std::vector<Asked>& questions() {
  static const std::vector<Asked> kQuestions{
      {"ru-ir-2001", {}, "2001-12-31", "2001-12-31"},
      {"ru-ir-2001", {}, "2011-06-01", "2011-06-01"},
      {"ru-ir-2001", {}, "2023-01-01", "2023-01-01"},
      {"ru-ir-2001", {}, "2025-11-01", "2025-11-01"},
      {"ru-ir-2025", {}, "2025-03-01", "2025-03-01"},
      {"ru-ir-2025", {}, "2025-06-01", "2025-06-01"},
      {"ru-ir-2025", {}, "2025-08-01", "2025-07-20"},
      {"ru-ir-2025", {}, "2025-08-01", "2025-10-03"},
      {"ru-ir-2025", {}, "2025-10-02", "2025-10-03"},
      {"ru-ir-2025", {"RUS", "IRN"}, "2025-10-02", "2025-10-03"},
      {"ru-kp-2024", {}, "2024-11-15", "2024-11-15"},
      {"ru-kp-2024", {}, "2024-12-04", "2024-12-05"},
      {"ru-kp-2000", {}, "2024-12-03", "2024-12-05"},
      {"ru-kp-2000", {}, "2024-12-04", "2024-12-05"},
      {"cfe-1990", {"RUS"}, "2023-06-08", "2023-06-08"},
      {"cfe-1990", {"RUS"}, "2023-11-06", "2023-06-10"},
      {"cfe-1990", {"RUS"}, "2023-11-07", "2023-11-08"},
      {"cfe-1990", {"RUS"}, "2023-11-06T22:00Z", "2023-11-08"},
      {"cfe-1990", {"DEU"}, "2023-11-08", "2023-11-08"},
      {"cfe-1990", {"FRA"}, "2023-11-08", "2023-11-08"},
  };
  return kQuestions;
}

const LoadedRegister& examples() {
  static const LoadedRegister kLoaded = [] {
    Result<LoadedRegister> loaded = load_register(SERVANDA_EXAMPLES "/register");
    if (!loaded.ok() || !loaded->ok()) std::abort();
    return *std::move(loaded);
  }();
  return kLoaded;
}

Proof proof_of(const Asked& asked) {
  const ProofQuestion question{asked.treaty, asked.states, *parse_moment(asked.on),
                               *parse_day(asked.known)};
  return status_of(examples().reg, question).value().proof;
}

std::string faults_of(const CheckReport& report) {
  std::string text;
  for (const std::string& fault : report.faults) text += fault + "\n";
  return text;
}

bool is_accepted(const Json& json) {
  const Result<Proof> proof = proof_from_json(json);
  return proof.ok() && check_proof(*proof).ok();
}

/// Other values that the text could be changed to, of the kinds that a forger would try.
std::vector<std::string> forgeries(const std::string& text) {
  std::vector<std::string> others{text + "x", ""};
  if (const Result<Day> day = parse_day(text)) {
    others.push_back(to_text(*day + std::chrono::days(1)));
    others.push_back(to_text(*day - std::chrono::days(400)));
  }
  for (const char* word :
       {"yes", "no", "unknown", "disputed", "ambiguous", "sign", "notify", "withdraw", "asserted",
        "text", "press", "RUS", "IRN", "DEU", "F", "S"}) {
    if (text != word) others.emplace_back(word);
  }
  return others;
}

/// Calls `alter` for every scalar below `node`.
void for_each_scalar(Json& node, const std::function<void(Json&, const std::string&)>& alter,
                     const std::string& path = "") {
  if (node.is_object()) {
    for (auto& item : node.items()) for_each_scalar(item.value(), alter, path + "/" + item.key());
  } else if (node.is_array()) {
    for (std::size_t i = 0; i < node.size(); ++i) {
      for_each_scalar(node[i], alter, path + "/" + std::to_string(i));
    }
  } else {
    alter(node, path);
  }
}

class Tampering : public testing::TestWithParam<Asked> {};

TEST_P(Tampering, TheProofAsWrittenIsAccepted) {
  const Proof proof = proof_of(GetParam());
  EXPECT_EQ(faults_of(check_proof(proof)), "");
  EXPECT_EQ(faults_of(check_proof(proof, &examples().reg)), "");
  EXPECT_EQ(check_proof(proof, &examples().reg).taken_on_trust, 0U);
}

TEST_P(Tampering, ItComesBackFromJson) {
  const Proof proof = proof_of(GetParam());
  const Json json = to_json(proof);
  const Result<Proof> back = proof_from_json(json);
  ASSERT_TRUE(back.ok()) << back.error().message;
  EXPECT_EQ(print_json(to_json(*back)), print_json(json));
  EXPECT_EQ(back->root, proof.root);
}

TEST_P(Tampering, EveryFieldAlteredIsRefused) {
  Json json = to_json(proof_of(GetParam()));
  std::size_t altered = 0;
  for_each_scalar(json, [&](Json& value, const std::string& path) {
    const Json original = value;
    const auto expect_refused = [&](const Json& forged) {
      if (forged == original) return;
      value = forged;
      ++altered;
      EXPECT_FALSE(is_accepted(json)) << path << ": " << original << " -> " << forged;
      value = original;
    };
    if (original.is_string()) {
      for (const std::string& text : forgeries(original.get<std::string>())) expect_refused(text);
    } else if (original.is_number_integer()) {
      expect_refused(original.get<int>() + 1);
    } else if (original.is_boolean()) {
      expect_refused(!original.get<bool>());
    }
  });
  EXPECT_GT(altered, 100U);
  EXPECT_TRUE(is_accepted(json));
}

/// A proof may say more than it needs: in which term the day lies, the second of two signatures of
/// one day, a clause that the notice itself overtakes. What is left without these still proves its
/// answer.
bool is_spare(const Json& step, const Json& premise) {
  const Json& conclusion = premise["conclusion"];
  if (step["rule"] == "term-runs" || conclusion["predicate"] == "term") return true;
  return conclusion["predicate"] == "provided" &&
         (conclusion["detail"] == "withdrawal" || conclusion["detail"] == "later");
}

TEST_P(Tampering, EveryStepTakenAwayIsRefused) {
  Json json = to_json(proof_of(GetParam()));
  const std::function<void(Json&)> visit = [&](Json& step) {
    if (!step.contains("premises")) return;
    Json& premises = step["premises"];
    for (std::size_t i = 0; i < premises.size(); ++i) {
      if (is_spare(step, premises[i])) continue;
      const Json whole = premises;
      premises.erase(i);
      EXPECT_FALSE(is_accepted(json)) << "without " << whole[i]["says"];
      premises = whole;
      visit(premises[i]);
    }
  };
  visit(json["root"]);
}

INSTANTIATE_TEST_SUITE_P(Questions, Tampering, testing::ValuesIn(questions()),
                         [](const auto& named) {
                           std::string name =
                               std::string(named.param.treaty) + "_" + named.param.on;
                           for (char& c : name) {
                             if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
                           }
                           return name + "_" + std::to_string(named.index);
                         });

}  // namespace
}  // namespace servanda
