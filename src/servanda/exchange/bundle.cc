#include "servanda/exchange/bundle.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "servanda/exchange/csv.h"
#include "servanda/model/json.h"
#include "servanda/model/practice.h"
#include "servanda/register/files.h"
#include "servanda/time/edtf.h"

namespace servanda {
namespace {

namespace fs = std::filesystem;

/// The id of a line that begins like {"id":"…": all that is needed before the acts are read.
std::string_view plain_id(std::string_view line) {
  constexpr std::string_view kStart = "{\"id\":";
  if (!line.starts_with(kStart)) return {};
  std::size_t at = kStart.size();
  while (at < line.size() && line[at] == ' ') ++at;
  if (at >= line.size() || line[at] != '"') return {};
  const std::size_t end = line.find_first_of("\"\\", at + 1);
  if (end == std::string_view::npos || line[end] != '"') return {};
  return line.substr(at + 1, end - at - 1);
}

Error within(const std::string& where, Error error) {
  error.message = where + ": " + error.message;
  return error;
}

}  // namespace

void complete(Deeds& deeds, const TreatyFact& treaty) {
  deeds.parties = treaty.parties;
  if (treaty.signed_on) deeds.signed_on = when_of(*treaty.signed_on);
  if (deeds.signed_on) {
    if (auto practice = counting_practice(treaty.depositary, deeds.signed_on->latest)) {
      deeds.counting = practice->counting;
      deeds.practice = std::move(practice->because);
    }
  }
  const auto& means = treaty.clauses.consent;
  deeds.signature_binds = means.size() == 1 && (means.front() == Consent::signature ||
                                                means.front() == Consent::definitive_signature);
}

Result<Bundle> Bundle::read(const std::string& folder, std::optional<Day> known) {
  Bundle bundle;
  bundle.table_.emplace(known);
  std::error_code none;
  const bool lines = fs::is_regular_file(fs::path(folder) / "clauses.jsonl", none);
  if (!lines && !fs::is_directory(fs::path(folder) / "clauses", none)) {
    return Error{Code::io, "no bundle in " + folder,
                 "a bundle holds clauses/ID.json and acts/ID.csv, or clauses.jsonl and acts.csv"};
  }
  SERVANDA_RETURN_IF_ERROR(lines ? bundle.read_lines(folder) : bundle.read_folder(folder));
  bundle.begins_ = bundle.table_->group(bundle.treaties_.size());
  return bundle;
}

Status Bundle::index_ids() {
  by_id_.reserve(treaties_.size());
  for (std::size_t i = 0; i < treaties_.size(); ++i) {
    if (!by_id_.emplace(treaties_[i].id, static_cast<std::uint32_t>(i)).second) {
      return Error{Code::conflict, fmt::format("{}: the treaty \"{}\" stands there twice",
                                               treaties_[i].file, treaties_[i].id)};
    }
  }
  return Done{};
}

Status Bundle::read_lines(const std::string& folder) {
  const std::string clauses = (fs::path(folder) / "clauses.jsonl").string();
  SERVANDA_ASSIGN_OR_RETURN(std::string text, read_file(clauses));
  texts_.reserve(2);
  texts_.push_back(std::move(text));
  const std::string_view all = texts_.back();
  std::size_t number = 0;
  // Ids that cannot be seen without reading the whole object are kept aside; views must not move.
  names_.reserve(static_cast<std::size_t>(std::count(all.begin(), all.end(), '\n')) + 1);
  for (std::size_t begin = 0; begin < all.size();) {
    std::size_t end = std::min(all.find('\n', begin), all.size());
    std::string_view line = all.substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    const std::string where = fmt::format("{}:{}", clauses, number);
    std::string_view id = plain_id(line);
    if (id.empty()) {
      Result<Json> json = parse_json(line);
      if (!json) return within(where, json.error());
      if (!json->is_object() || !json->contains("id") || !(*json)["id"].is_string()) {
        return Error{Code::parse, where + ": the treaty has no id",
                     "every line is an object with \"id\""};
      }
      names_.push_back((*json)["id"].get<std::string>());
      id = names_.back();
    }
    treaties_.push_back({id, line, where});
  }
  SERVANDA_RETURN_IF_ERROR(index_ids());
  const std::string acts = (fs::path(folder) / "acts.csv").string();
  SERVANDA_ASSIGN_OR_RETURN(std::string rows, read_file(acts));
  const Status read = table_->read(rows, by_id_);
  if (!read) return within(acts, read.error());
  for (const TableFault& fault : table_->faults()) {
    faults_.push_back(fmt::format("{}:{}: {}", acts, fault.line, fault.what));
  }
  return Done{};
}

Status Bundle::read_folder(const std::string& folder) {
  std::error_code none;
  std::vector<fs::path> files;
  for (const auto& file : fs::directory_iterator(fs::path(folder) / "clauses", none)) {
    if (file.path().extension() == ".json") files.push_back(file.path());
  }
  std::sort(files.begin(), files.end());
  texts_.reserve(files.size());
  names_.reserve(files.size());
  for (const fs::path& file : files) {
    SERVANDA_ASSIGN_OR_RETURN(std::string text, read_file(file.string()));
    texts_.push_back(std::move(text));
    names_.push_back(file.stem().string());
    treaties_.push_back({names_.back(), texts_.back(), file.string()});
  }
  SERVANDA_RETURN_IF_ERROR(index_ids());
  for (std::size_t i = 0; i < files.size(); ++i) {
    const fs::path acts = fs::path(folder) / "acts" / (names_[i] + ".csv");
    if (!fs::exists(acts, none)) continue;
    SERVANDA_ASSIGN_OR_RETURN(const std::string rows, read_file(acts.string()));
    const std::size_t faults_before = table_->faults().size();
    const Status read = table_->read_for(static_cast<std::uint32_t>(i), rows);
    if (!read) return within(acts.string(), read.error());
    for (std::size_t k = faults_before; k < table_->faults().size(); ++k) {
      const TableFault& fault = table_->faults()[k];
      faults_.push_back(fmt::format("{}:{}: {}", acts.string(), fault.line, fault.what));
    }
  }
  return Done{};
}

Result<TreatyRecord> Bundle::record(std::size_t index) const {
  const Entry& entry = treaties_[index];
  Result<Json> json = parse_json(entry.clauses);
  if (!json) return within(entry.file, json.error());
  Result<TreatyFact> treaty = clauses_from_json(*json);
  if (!treaty) return within(entry.file, treaty.error());
  TreatyRecord record{std::move(*treaty), table_->deeds(begins_[index], begins_[index + 1])};
  record.treaty.id = entry.id;
  complete(record.deeds, record.treaty);
  return record;
}

std::optional<std::size_t> Bundle::find(std::string_view name) const {
  if (const auto found = by_id_.find(name); found != by_id_.end()) return found->second;
  return std::nullopt;
}

Result<Derivation> Bundle::derive(std::size_t index, const DerivationQuestion& question) const {
  std::vector<std::size_t> under_way;
  return derive(index, question, under_way);
}

Result<Derivation> Bundle::derive(std::size_t index, const DerivationQuestion& question,
                                  std::vector<std::size_t>& under_way) const {
  SERVANDA_ASSIGN_OR_RETURN(const TreatyRecord record, this->record(index));
  under_way.push_back(index);
  const ForceOfOther other = [&](const std::string& name) -> Result<std::optional<When>> {
    const std::optional<std::size_t> awaited = find(name);
    if (!awaited) return std::optional<When>();
    if (under_way.size() > kLongestChain ||
        std::find(under_way.begin(), under_way.end(), *awaited) != under_way.end()) {
      return Error{Code::conflict, "treaties that wait for each other"};
    }
    SERVANDA_ASSIGN_OR_RETURN(const Derivation found, derive(*awaited, question, under_way));
    return found.in_force;
  };
  const PartInOther elsewhere = [&](const std::string& name,
                                    std::string_view state) -> std::optional<PartElsewhere> {
    const std::optional<std::size_t> named = find(name);
    if (!named || under_way.size() > kLongestChain ||
        std::find(under_way.begin(), under_way.end(), *named) != under_way.end()) {
      return std::nullopt;
    }
    const Result<Derivation> there = derive(*named, question, under_way);
    if (!there) return std::nullopt;
    return part_in(*there, state);
  };
  Derivation found =
      servanda::derive(record.treaty.clauses, record.deeds, question, other, elsewhere);
  under_way.pop_back();
  return found;
}

Result<GroupTables> read_groups(std::string_view text) {
  CsvReader csv(text);
  if (!csv.next()) return Error{Code::parse, "the table of groups is empty"};
  std::size_t columns[5] = {9, 9, 9, 9, 9};
  constexpr std::string_view kNames[5] = {"group", "state", "from", "to", "weight"};
  for (std::size_t i = 0; i < csv.size(); ++i) {
    for (std::size_t k = 0; k < 5; ++k) {
      if (csv.field(i) == kNames[k]) columns[k] = i;
    }
  }
  if (columns[0] == 9 || columns[1] == 9) {
    return Error{Code::parse, "the table of groups lacks a column",
                 "group and state are needed; from, to and weight are read too"};
  }
  GroupTables groups;
  while (csv.next()) {
    GroupRow row;
    row.state = csv.field(columns[1]);
    const auto day = [&](std::size_t column, std::optional<Day>& into) -> Status {
      const std::string_view written = csv.field(column);
      if (written.empty()) return Done{};
      SERVANDA_ASSIGN_OR_RETURN(into, parse_day(written));
      return Done{};
    };
    for (const Status& read : {day(columns[2], row.from), day(columns[3], row.to)}) {
      if (!read) return within(fmt::format("line {}", csv.line()), read.error());
    }
    if (const std::string_view weight = csv.field(columns[4]); !weight.empty()) {
      const auto [end, fault] =
          std::from_chars(weight.data(), weight.data() + weight.size(), row.weight);
      if (fault != std::errc() || end != weight.data() + weight.size() ||
          !std::isfinite(row.weight) || row.weight < 0) {
        return Error{Code::parse, fmt::format("line {}: \"{}\" is no weight", csv.line(), weight)};
      }
    }
    groups[std::string(csv.field(columns[0]))].push_back(std::move(row));
  }
  if (csv.broken()) {
    return Error{Code::parse, fmt::format("line {}: a quotation mark is not closed", csv.line())};
  }
  return groups;
}

}  // namespace servanda
