// The verbs that ask a register, check texts, and re-check proofs.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "servanda/cli/cli.h"
#include "servanda/journal/journal.h"
#include "servanda/proof/checker.h"
#include "servanda/query/query.h"
#include "servanda/register/files.h"
#include "servanda/render/render.h"

namespace servanda::cli {
int run_status(const std::string& treaty, const std::vector<std::string>& states, bool why,
               const Common& common) {
  int code = kAnswered;
  const std::optional<AskedRegister> asked = prepare(common, code);
  if (!asked) return code;
  const Result<StatusAnswer> answer =
      ask_status(asked->loaded.reg, {treaty, states, asked->on, asked->known});
  if (!answer) return fail(answer.error());
  if (common.format == "json") {
    print(status_to_json(*answer, asked->loaded.reg, why));
  } else if (common.format == "markdown") {
    print(status_to_markdown(*answer, asked->loaded.reg, why));
  } else {
    print(render_status(*answer, asked->loaded.reg, why, style_of(common)));
  }
  return exit_code_of(answer->verdict);
}

int run_timeline(const std::string& treaty, const Common& common) {
  int code = kAnswered;
  const std::optional<AskedRegister> asked = prepare(common, code);
  if (!asked) return code;
  const Result<TimelineAnswer> answer = ask_timeline(asked->loaded.reg, treaty, asked->known);
  if (!answer) return fail(answer.error());
  if (common.format == "json") {
    print(timeline_to_json(*answer));
  } else {
    print(render_timeline(*answer, style_of(common)));
  }
  return kAnswered;
}

int run_dossier(const std::string& treaty, const Common& common) {
  int code = kAnswered;
  const std::optional<AskedRegister> asked = prepare(common, code);
  if (!asked) return code;
  const Result<DossierAnswer> answer =
      ask_dossier(asked->loaded.reg, treaty, asked->on, asked->known);
  if (!answer) return fail(answer.error());
  if (common.format == "json") {
    print(dossier_to_json(*answer, asked->loaded.reg));
  } else {
    print(render_dossier(*answer, style_of(common)));
  }
  return kAnswered;
}

int run_list(const Common& common) {
  int code = kAnswered;
  const std::optional<AskedRegister> asked = prepare(common, code);
  if (!asked) return code;
  const std::vector<ListedTreaty> list = ask_list(
      asked->loaded.reg, ask_ids(asked->loaded.reg, asked->known), asked->on, asked->known);
  if (common.format == "json") {
    print(list_to_json(list));
  } else {
    print(render_list(list, style_of(common)));
  }
  return kAnswered;
}

int run_check(const std::string& path, const Common& common) {
  const Result<CheckedRegister> checked = check_register(path);
  if (!checked) return fail(checked.error());
  const LoadedRegister& loaded = checked->loaded;
  const bool sound = tell_faults(loaded);
  const std::vector<AssertionResult> results =
      sound ? ask_assertions(loaded.reg, today()) : std::vector<AssertionResult>();
  std::size_t failed = 0;
  for (const AssertionResult& result : results) {
    if (result.holds) continue;
    ++failed;
    if (common.format == "json") continue;
    const SourceText& file = loaded.files[result.assertion.origin.file];
    fmt::print(stderr, "{}",
               describe({Severity::error, result.assertion.origin.span,
                         fmt::format("the assertion does not hold: the answer is {}",
                                     to_text(result.verdict)),
                         result.because},
                        file));
  }
  if (common.format == "json") {
    Json json;
    json["sound"] = sound;
    json["faults"] = loaded.faults.size() + loaded.faults_not_shown;
    json["statements"] = checked->statements;
    json["treaties"] = checked->treaties;
    json["assertions"] = results.size();
    json["failed"] = failed;
    print(json);
  } else if (sound) {
    print(fmt::format("{} treaties, {} statements, {} sources; {} of {} assertions hold\n",
                      checked->treaties, checked->statements, checked->sources,
                      results.size() - failed, results.size()));
  }
  return !sound ? kFaultyInput : failed > 0 ? kNo : kAnswered;
}

int run_fmt(const std::vector<std::string>& files, bool check, bool write) {
  int code = kAnswered;
  for (const std::string& path : files) {
    Result<std::string> bytes = path == "-" ? read_standard_input() : read_file(path);
    if (!bytes) return fail(bytes.error());
    const SourceText text(path == "-" ? "standard input" : path, *bytes);
    const FormattedJournal formatted = format_journal(text);
    for (const Diagnostic& diagnostic : formatted.diagnostics)
      fmt::print(stderr, "{}", describe(diagnostic, text));
    if (formatted.not_shown > 0) fmt::print(stderr, "… and {} more faults\n", formatted.not_shown);
    if (!formatted.ok) {
      code = kFaultyInput;
      continue;
    }
    if (check) {
      if (formatted.text == *bytes) continue;
      fmt::print(stderr, "{} is not in canonical form: `servanda fmt --write {}`\n", path, path);
      if (code == kAnswered) code = kNo;
    } else if (write && path != "-") {
      if (formatted.text == *bytes) continue;
      if (Status status = write_file_atomically(path, formatted.text); !status)
        return fail(status.error());
    } else {
      print(formatted.text);
    }
  }
  return code;
}

int run_prove(const std::string& file, const Common& common) {
  Result<std::string> bytes = file == "-" ? read_standard_input() : read_file(file);
  if (!bytes) return fail(bytes.error());
  Result<Json> json = parse_json(*bytes);
  if (!json)
    return fail({Code::parse, fmt::format("{}: {}", file, json.error().message),
                 "`servanda status … --why --format json` writes a proof"});
  // A whole answer is as welcome as the proof in it.
  const Json& proof_json =
      json->is_object() && json->contains("proof") && json->at("proof").is_object()
          ? json->at("proof")
          : *json;
  Result<Proof> proof = proof_from_json(proof_json);
  if (!proof) {
    fmt::print(stderr, "servanda: {}: this is no proof that holds: {}\n", file,
               proof.error().message);
    return proof_json.is_object() && proof_json.contains("root") ? kDamaged : kFaultyInput;
  }
  std::optional<LoadedRegister> loaded;
  if (!common.register_path.empty()) {
    int code = kAnswered;
    loaded = open_register(common, code);
    if (!loaded) return code;
  }
  const CheckReport report = check_proof(*proof, loaded ? &loaded->reg : nullptr);
  if (common.format == "json") {
    Json out;
    out["holds"] = report.ok();
    out["steps"] = report.steps;
    out["records"] = report.records;
    out["taken_on_trust"] = report.taken_on_trust;
    out["faults"] = report.faults;
    print(out);
  } else if (report.ok()) {
    print(fmt::format(
        "The proof holds: {}.\n{} steps and {} records re-checked{}\n",
        sentence(proof->root.conclusion), report.steps, report.records,
        report.taken_on_trust == 0
            ? "."
            : fmt::format(
                  "; {} times \"not recorded\" is taken on trust: --register R confirms it.",
                  report.taken_on_trust)));
  }
  if (!report.ok() && common.format != "json") {
    for (const std::string& fault : report.faults) fmt::print(stderr, "{}\n", fault);
    fmt::print(stderr, "servanda: {}: the proof does not hold\n", file);
  }
  return report.ok() ? kAnswered : kDamaged;
}

}  // namespace servanda::cli
