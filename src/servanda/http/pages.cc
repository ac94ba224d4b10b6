#include "servanda/http/pages.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "servanda/base/sha256.h"
#include "servanda/http/gzip.h"
#include "servanda/register/files.h"

namespace servanda {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kNotBuilt = R"(<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Servanda</title></head>
<body>
<h1>Servanda</h1>
<p>The server answers, but its pages have not been built. <code>tools/build-pages</code> builds them (it needs
Node 18 or later with npm, and a package registry that it can reach).</p>
<ul>
<li><a href="/api/v1/treaties">The treaties of this register, as JSON</a></li>
<li><a href="/api/v1/openapi.json">What can be asked, as an OpenAPI description</a></li>
</ul>
</body>
</html>
)";

std::string_view type_of(const fs::path& path) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kTypes{{
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".json", "application/json"},
      {".woff2", "font/woff2"},
      {".txt", "text/plain; charset=utf-8"},
  }};
  const std::string extension = path.extension().string();
  for (const auto& [ending, type] : kTypes) {
    if (extension == ending) return type;
  }
  return "application/octet-stream";
}

}  // namespace

Pages Pages::load(const std::string& folder) {
  Pages pages;
  std::error_code error;
  if (folder.empty() || !fs::is_regular_file(fs::path(folder) / "index.html", error)) return pages;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error)) {
    if (!it->is_regular_file(error)) continue;
    Result<std::string> bytes = read_file(it->path().string());
    if (!bytes) continue;
    File file;
    file.content_type = type_of(it->path());
    file.etag = "\"" + sha256_hex(*bytes).substr(0, 16) + "\"";
    constexpr int kSmall = 9;
    std::string small = gzip(*bytes, kSmall);
    if (small.size() < bytes->size()) {
      file.gzipped = std::make_shared<const std::string>(std::move(small));
    }
    file.bytes = std::make_shared<const std::string>(*std::move(bytes));
    pages.files_["/" + fs::relative(it->path(), folder, error).generic_string()] = std::move(file);
  }
  return pages;
}

HttpResponse Pages::response_of(const HttpRequest& request, const File& file, bool lasting) const {
  HttpResponse response;
  response.content_type = file.content_type;
  response.headers.emplace_back("ETag", file.etag);
  response.headers.emplace_back("Vary", "Accept-Encoding");
  response.headers.emplace_back("Cache-Control",
                                lasting ? "public, max-age=31536000, immutable" : "no-cache");
  if (request.header("if-none-match") == file.etag) {
    response.status = 304;
    return response;
  }
  if (file.gzipped && accepts_gzip(request.header("accept-encoding"))) {
    response.headers.emplace_back("Content-Encoding", "gzip");
    response.body = file.gzipped;
  } else {
    response.body = file.bytes;
  }
  return response;
}

std::optional<HttpResponse> Pages::find(const HttpRequest& request, std::string_view path) const {
  if (!built()) {
    if (path != "/") return std::nullopt;
    HttpResponse response;
    response.content_type = "text/html; charset=utf-8";
    response.set_body(std::string(kNotBuilt));
    return response;
  }
  if (const auto found = files_.find(path); found != files_.end()) {
    return response_of(request, found->second, path.substr(0, 8) == "/assets/");
  }
  // Views have no full stop in their last segment before the id of a treaty or a source; files do.
  if (path.substr(0, 8) == "/assets/") return std::nullopt;
  return response_of(request, files_.find("/index.html")->second, false);
}

}  // namespace servanda
