#include "servanda/http/tokens.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "servanda/base/text.h"
#include "servanda/model/json.h"
#include "servanda/register/files.h"

namespace servanda {
namespace {

constexpr std::string_view kPrefix = "servanda_";
constexpr std::size_t kIdBytes = 6;
constexpr std::size_t kSecretBytes = 32;

/// sodium_init() is safe to call again and from several threads.
bool sodium_ready() {
  return ::sodium_init() >= 0;
}

std::string random_hex(std::size_t bytes) {
  std::string raw(bytes, '\0');
  ::randombytes_buf(raw.data(), raw.size());
  std::string hex(bytes * 2 + 1, '\0');
  ::sodium_bin2hex(hex.data(), hex.size(), reinterpret_cast<const unsigned char*>(raw.data()),
                   raw.size());
  hex.pop_back();
  return hex;
}

/// "servanda_ID_SECRET": the id, and the secret.
std::optional<std::pair<std::string_view, std::string_view>> parts_of(std::string_view token) {
  if (token.substr(0, kPrefix.size()) != kPrefix) return std::nullopt;
  token.remove_prefix(kPrefix.size());
  if (token.size() != 2 * kIdBytes + 1 + 2 * kSecretBytes || token[2 * kIdBytes] != '_')
    return std::nullopt;
  return std::pair(token.substr(0, 2 * kIdBytes), token.substr(2 * kIdBytes + 1));
}

bool agrees(const std::string& hash, std::string_view secret) {
  return hash.size() < crypto_pwhash_STRBYTES &&
         ::crypto_pwhash_str_verify(hash.c_str(), secret.data(), secret.size()) == 0;
}

Result<TokenEntry> entry_of(const Json& json) {
  const Error damaged{Code::corrupt, "an entry of the token file is damaged"};
  for (const char* key : {"id", "name", "role", "hash", "made"}) {
    if (!json.is_object() || !json.contains(key) || !json.at(key).is_string()) return damaged;
  }
  TokenEntry entry;
  entry.id = json.at("id").get<std::string>();
  entry.name = json.at("name").get<std::string>();
  entry.hash = json.at("hash").get<std::string>();
  SERVANDA_ASSIGN_OR_RETURN(entry.role, parse_role(json.at("role").get<std::string>()));
  SERVANDA_ASSIGN_OR_RETURN(entry.made, parse_day(json.at("made").get<std::string>()));
  if (json.contains("revoked") && json.at("revoked").is_string()) {
    SERVANDA_ASSIGN_OR_RETURN(const Day day, parse_day(json.at("revoked").get<std::string>()));
    entry.revoked = day;
  }
  return entry;
}

}  // namespace

std::string_view to_text(Role role) {
  return role == Role::reader ? "reader" : role == Role::editor ? "editor" : "admin";
}

Result<Role> parse_role(std::string_view word) {
  for (const Role role : {Role::reader, Role::editor, Role::admin}) {
    if (word == to_text(role)) return role;
  }
  return Error{Code::invalid_argument, fmt::format("\"{}\" is no role", word),
               "reader, editor or admin"};
}

Result<TokenFile> TokenFile::load(const std::string& path) {
  TokenFile file(path);
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return file;
  SERVANDA_ASSIGN_OR_RETURN(const std::string bytes, read_file(path));
  const Result<Json> json = parse_json(bytes);
  if (!json || !json->is_object() || !json->contains("tokens") || !json->at("tokens").is_array()) {
    return Error{Code::corrupt, fmt::format("{} is no token file", path),
                 "`servanda token new` writes one"};
  }
  for (const Json& one : json->at("tokens")) {
    Result<TokenEntry> entry = entry_of(one);
    if (!entry) {
      return Error{Code::corrupt, fmt::format("{}: {}", path, entry.error().message),
                   "take it from a copy, or make new tokens in a new file"};
    }
    file.entries_.push_back(*std::move(entry));
  }
  return file;
}

Status TokenFile::change(const std::string& path, const std::function<Status(TokenFile&)>& edit) {
  std::string folder = std::filesystem::path(path).parent_path().string();
  if (folder.empty()) folder = ".";
  SERVANDA_ASSIGN_OR_RETURN(const FolderLock lock, FolderLock::take(folder));
  SERVANDA_ASSIGN_OR_RETURN(TokenFile file, load(path));
  SERVANDA_RETURN_IF_ERROR(edit(file));
  return file.save();
}

Result<std::string> TokenFile::add(const std::string& name, Role role, Day made) {
  if (name.empty()) return Error{Code::invalid_argument, "a token needs a name", "whose is it?"};
  TokenEntry entry;
  if (!sodium_ready()) return Error{Code::internal, "libsodium does not start"};
  entry.id = random_hex(kIdBytes);
  entry.name = name;
  entry.role = role;
  entry.made = made;
  const std::string secret = random_hex(kSecretBytes);
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (::crypto_pwhash_str(hash.data(), secret.data(), secret.size(),
                          crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
    return Error{Code::internal, "there is no memory for the hash of the token"};
  }
  entry.hash = hash.data();
  std::string token = fmt::format("{}{}_{}", kPrefix, entry.id, secret);
  entries_.push_back(std::move(entry));
  return token;
}

Status TokenFile::revoke(std::string_view id, Day day) {
  for (TokenEntry& entry : entries_) {
    if (entry.id != id) continue;
    if (!entry.revoked) entry.revoked = day;
    return Done{};
  }
  return Error{Code::not_found, fmt::format("there is no token \"{}\"", id),
               "`servanda token list` shows them"};
}

Status TokenFile::save() const {
  Json json;
  json["tokens"] = Json::array();
  for (const TokenEntry& entry : entries_) {
    Json one = {{"id", entry.id},
                {"name", entry.name},
                {"role", to_text(entry.role)},
                {"hash", entry.hash},
                {"made", to_text(entry.made)}};
    if (entry.revoked) one["revoked"] = to_text(*entry.revoked);
    json["tokens"].push_back(std::move(one));
  }
  SERVANDA_RETURN_IF_ERROR(write_file_atomically(path_, print_json(json, 2) + "\n"));
  std::error_code failure;
  std::filesystem::permissions(
      path_, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, failure);
  if (failure) {
    return Error{Code::io, fmt::format("cannot protect {}: {}", path_, failure.message())};
  }
  return Done{};
}

std::optional<TokenEntry> TokenFile::find(std::string_view token) const {
  const auto parts = parts_of(token);
  if (!parts || !sodium_ready()) return std::nullopt;
  for (const TokenEntry& entry : entries_) {
    if (entry.id != parts->first) continue;
    if (!agrees(entry.hash, parts->second) || entry.revoked) return std::nullopt;
    return entry;
  }
  // Whether an id exists must not show in the time that the refusal takes.
  if (!entries_.empty()) static_cast<void>(agrees(entries_.front().hash, parts->second));
  return std::nullopt;
}

Json to_json(const TokenEntry& entry) {
  return {{"id", entry.id},
          {"name", entry.name},
          {"role", to_text(entry.role)},
          {"made", to_text(entry.made)},
          {"revoked", entry.revoked ? Json(to_text(*entry.revoked)) : Json(nullptr)}};
}

std::string token_fingerprint(std::string_view token) {
  static const std::string kKey = [] {
    std::string key(crypto_generichash_KEYBYTES, '\0');
    if (sodium_ready()) ::randombytes_buf(key.data(), key.size());
    return key;
  }();
  std::string digest(crypto_generichash_BYTES_MIN, '\0');
  ::crypto_generichash(reinterpret_cast<unsigned char*>(digest.data()), digest.size(),
                       reinterpret_cast<const unsigned char*>(token.data()), token.size(),
                       reinterpret_cast<const unsigned char*>(kKey.data()), kKey.size());
  return digest;
}

}  // namespace servanda
