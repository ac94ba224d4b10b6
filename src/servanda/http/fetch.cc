#include "servanda/http/fetch.h"

#include <fmt/format.h>
#include <openssl/ssl.h>

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <optional>
#include <string_view>
#include <utility>

namespace servanda {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;
namespace net = boost::asio;
using Tcp = net::ip::tcp;
using Failure = boost::system::error_code;
using Parser = http::response_parser<http::string_body>;

constexpr int kMostRedirections = 5;

struct Address {
  bool secure = false;
  std::string host = {};       ///< without brackets
  std::string authority = {};  ///< host and port as written
  std::string port = {};
  std::string target = {};
};

Error no_address(const std::string& text) {
  return {Code::invalid_argument, fmt::format("\"{}\" is no address", text),
          "such as https://example.org/feed.xml"};
}

Result<Address> parse_address(const std::string& text) {
  Address address;
  std::string_view rest = text;
  const auto begins = [&](std::string_view scheme) {
    if (!rest.starts_with(scheme)) return false;
    rest.remove_prefix(scheme.size());
    return true;
  };
  address.secure = begins("https://");
  if (!address.secure && !begins("http://")) return no_address(text);
  // What would end a line of the request, or is no part of an address.
  for (const char c : text) {
    if (static_cast<unsigned char>(c) <= ' ' || c == '\x7f') return no_address(text);
  }
  rest = rest.substr(0, rest.find('#'));
  const std::size_t path = std::min(rest.find_first_of("/?"), rest.size());
  address.authority = rest.substr(0, path);
  address.target = rest.substr(path);
  if (address.target.empty() || address.target.front() != '/') address.target.insert(0, "/");
  // Names and passwords in addresses end up in logs.
  if (address.authority.find('@') != std::string::npos) return no_address(text);
  const std::size_t bracket = address.authority.rfind(']');
  const std::size_t colon = address.authority.rfind(':');
  const bool has_port =
      colon != std::string::npos && (bracket == std::string::npos || colon > bracket);
  address.host = address.authority.substr(0, has_port ? colon : std::string::npos);
  address.port = has_port ? address.authority.substr(colon + 1) : address.secure ? "443" : "80";
  if (!address.host.empty() && address.host.front() == '[')
    address.host = address.host.substr(1, address.host.size() - 2);
  const bool number = address.port.find_first_not_of("0123456789") == std::string::npos;
  if (address.host.empty() || address.port.empty() || !number) return no_address(text);
  return address;
}

/// One request and its answer; every step within the time that is left.
class Visit {
 public:
  Visit(const Address& address, const FetchOptions& options)
      : address_(address), options_(options) {
    parser_.body_limit(options.most);
  }

  /// Empty where all went well.
  Failure run() {
    if (!address_.secure) {
      beast::tcp_stream stream(context_);
      connect(stream, stream);
      return failure_;
    }
    net::ssl::context trust(net::ssl::context::tls_client);
    Failure failure;
    failure = trust.set_default_verify_paths(failure);
    if (!failure) failure = trust.set_verify_mode(net::ssl::verify_peer, failure);
    if (failure) return failure;
    beast::ssl_stream<beast::tcp_stream> stream(context_, trust);
    stream.set_verify_callback(net::ssl::host_name_verification(address_.host), failure);
    if (failure) return failure;
    // SSL_set_tlsext_host_name, without the casts of that macro.
    std::string name = address_.host;
    SSL_ctrl(stream.native_handle(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
             name.data());
    connect(stream, beast::get_lowest_layer(stream));
    return failure_;
  }

  const http::response<http::string_body>& answer() const { return parser_.get(); }

 private:
  template <class Stream>
  void connect(Stream& stream, beast::tcp_stream& lowest) {
    lowest.expires_after(options_.time);
    Tcp::resolver resolver(context_);
    resolver.async_resolve(address_.host, address_.port,
                           [&](Failure failure, const Tcp::resolver::results_type& found) {
                             if (ends(failure)) return;
                             lowest.async_connect(found, [&](Failure refused, const auto&) {
                               if (!ends(refused)) secure(stream);
                             });
                           });
    // The lookup of a name has no time of its own.
    context_.run_for(options_.time);
    if (!done_ && !failure_) failure_ = beast::error::timeout;
    resolver.cancel();
  }

  void secure(beast::tcp_stream& stream) { ask(stream); }
  void secure(beast::ssl_stream<beast::tcp_stream>& stream) {
    stream.async_handshake(net::ssl::stream_base::client, [&](Failure failure) {
      if (!ends(failure)) ask(stream);
    });
  }

  template <class Stream>
  void ask(Stream& stream) {
    constexpr unsigned kHttp11 = 11;
    request_.method(http::verb::get);
    request_.version(kHttp11);
    request_.target(address_.target);
    request_.set(http::field::host, address_.authority);
    request_.set(http::field::user_agent, "servanda");
    request_.set(http::field::accept, "application/atom+xml, application/rss+xml, */*;q=0.5");
    request_.set(http::field::connection, "close");
    if (!options_.etag.empty()) request_.set(http::field::if_none_match, options_.etag);
    if (!options_.last_modified.empty())
      request_.set(http::field::if_modified_since, options_.last_modified);
    http::async_write(stream, request_, [&](Failure failure, std::size_t) {
      if (ends(failure)) return;
      read(stream);
    });
  }

  /// Piece by piece: the parser tells once that the body is too large, and then reads on.
  template <class Stream>
  void read(Stream& stream) {
    http::async_read_some(stream, buffer_, parser_, [&](Failure broken, std::size_t) {
      if (ends(broken)) return;
      if (parser_.get().body().size() > options_.most) {
        failure_ = http::error::body_limit;
      } else if (parser_.is_done()) {
        done_ = true;
      } else {
        read(stream);
      }
    });
  }

  bool ends(Failure failure) {
    failure_ = failure;
    return failure.failed();
  }

  const Address& address_;
  const FetchOptions& options_;
  net::io_context context_;
  beast::flat_buffer buffer_;
  http::request<http::empty_body> request_;
  Parser parser_;
  Failure failure_;
  bool done_ = false;
};

/// Where a redirection leads: an address of its own, or a path at the same place.
std::string led_to(const Address& from, const std::string& location) {
  if (is_address(location)) return location;
  const std::string place = fmt::format("{}://{}", from.secure ? "https" : "http", from.authority);
  if (location.starts_with("//")) return place.substr(0, place.find('/')) + location;
  if (location.starts_with("/")) return place + location;
  const std::string path = from.target.substr(0, from.target.find('?'));
  return place + path.substr(0, path.rfind('/') + 1) + location;
}

std::string field(const http::response<http::string_body>& answer, http::field name) {
  const auto value = answer[name];
  return {value.data(), value.size()};
}

std::string kind_in(std::string text) {
  text.resize(std::min(text.find(';'), text.size()));
  while (!text.empty() && text.back() == ' ') text.pop_back();
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

bool is_redirection(unsigned status) {
  constexpr unsigned kRedirections[] = {301, 302, 303, 307, 308};
  for (const unsigned one : kRedirections) {
    if (status == one) return true;
  }
  return false;
}

}  // namespace

bool is_address(const std::string& place) {
  return place.starts_with("http://") || place.starts_with("https://");
}

Result<Fetched> fetch(const std::string& address, const FetchOptions& options) {
  constexpr unsigned kOk = 200;
  constexpr unsigned kNotModified = 304;
  std::string at = address;
  for (int i = 0; i <= kMostRedirections; ++i) {
    SERVANDA_ASSIGN_OR_RETURN(const Address parsed, parse_address(at));
    Visit visit(parsed, options);
    if (const Failure failure = visit.run()) {
      if (failure == http::error::body_limit) {
        return Error{Code::io, fmt::format("{}: more than {} bytes", at, options.most),
                     "fetch it by another program, and watch the file"};
      }
      return Error{Code::io, fmt::format("{} cannot be reached: {}", at, failure.message()),
                   "it is asked again at the next look"};
    }
    const auto& answer = visit.answer();
    const unsigned status = answer.result_int();
    if (status == kNotModified) return Fetched{true, {}, {}, options.etag, options.last_modified};
    if (status == kOk) {
      return Fetched{false, answer.body(), kind_in(field(answer, http::field::content_type)),
                     field(answer, http::field::etag), field(answer, http::field::last_modified)};
    }
    const std::string location = field(answer, http::field::location);
    if (!is_redirection(status) || location.empty()) {
      return Error{Code::io,
                   fmt::format("{} answers {} {}", at, status, std::string(answer.reason())),
                   "look whether the address is right"};
    }
    std::string next = led_to(parsed, location);
    if (parsed.secure && !next.starts_with("https://")) {
      return Error{Code::io, fmt::format("{} leads to {}, which is not secure", at, next),
                   "name that address yourself if you mean it"};
    }
    at = std::move(next);
  }
  return Error{Code::io,
               fmt::format("{}: redirected more than {} times", address, kMostRedirections),
               "name the address where it ends"};
}

}  // namespace servanda
