// One connection: bytes to a request, the answer to bytes, each phase within its time. Inside the
// room, for server.cc: beside fetch.cc the only files that include Boost (Beast's headers take
// most of a minute of a compiler's time).
#ifndef SERVANDA_HTTP_CONNECTION_H_
#define SERVANDA_HTTP_CONNECTION_H_

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <cctype>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "servanda/http/server.h"

namespace servanda {

namespace beast = boost::beast;
namespace http = beast::http;
namespace net = boost::asio;
using Tcp = net::ip::tcp;
using Failure = boost::system::error_code;

/// A connection as the listener sees it.
class Connection {
 public:
  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  virtual ~Connection() = default;
  virtual void start() = 0;
  /// Closes it after the answer under way, or at once where there is none.
  virtual void wind_up() = 0;
};

/// What all connections share.
struct House {
  House(const ServerOptions& given, HttpApplication& asked)
      : options(given), application(asked), workers(given.workers), slow_workers(given.workers) {}

  void add(const std::shared_ptr<Connection>& connection) {
    const std::lock_guard lock(guard);
    open.insert(connection);
    application.connections(open.size(), cut_off);
  }
  void remove(const std::shared_ptr<Connection>& connection) {
    const std::lock_guard lock(guard);
    open.erase(connection);
    application.connections(open.size(), cut_off);
  }

  ServerOptions options;
  HttpApplication& application;
  net::thread_pool workers;
  net::thread_pool slow_workers;  ///< for what takes long
  std::atomic<std::size_t> waiting{0};
  std::atomic<std::size_t> busy{0};  ///< workers that are at something now
  std::atomic<std::size_t> cut_off{0};
  std::atomic<bool> closing{false};
  std::mutex guard;  // of `open`
  std::set<std::shared_ptr<Connection>> open;
};

template <typename Stream>
class HttpConnection final : public Connection,
                             public std::enable_shared_from_this<HttpConnection<Stream>> {
 public:
  template <typename... Arguments>
  HttpConnection(House& house, std::string peer, Arguments&&... arguments)
      : house_(house),
        peer_(std::move(peer)),
        stream_(std::forward<Arguments>(arguments)...),
        deadline_(stream_.get_executor()) {}

  void start() override {
    house_.add(this->shared_from_this());
    net::dispatch(stream_.get_executor(), [self = this->shared_from_this()] { self->greet(); });
  }

  void wind_up() override {
    net::post(stream_.get_executor(), [self = this->shared_from_this()] {
      self->last_ = true;
      if (self->idle_) self->close();
    });
  }

 private:
  static constexpr bool kSecure = !std::is_same_v<Stream, beast::tcp_stream>;
  static constexpr std::size_t kReadAtOnce = 4096;
  static constexpr std::size_t kMostDiscarded = 1U << 20U;
  static constexpr std::chrono::seconds kLinger{2};

  beast::tcp_stream& lowest() { return beast::get_lowest_layer(stream_); }

  void greet() {
    if constexpr (kSecure) {
      lowest().expires_after(house_.options.header_time);
      stream_.async_handshake(net::ssl::stream_base::server,
                              [self = this->shared_from_this()](Failure failure) {
                                failure ? self->drop(failure) : self->wait();
                              });
    } else {
      wait();
    }
  }

  /// Until the first byte of a request; it may lie in the buffer already.
  void wait() {
    answered_ = false;
    if (house_.closing) last_ = true;
    if (buffer_.size() > 0) return read_header();
    if (last_) return close();
    idle_ = true;
    lowest().expires_after(house_.options.idle_time);
    stream_.async_read_some(buffer_.prepare(kReadAtOnce),
                            [self = this->shared_from_this()](Failure failure, std::size_t count) {
                              self->idle_ = false;
                              if (failure) return self->drop(failure, /*expected=*/true);
                              self->buffer_.commit(count);
                              self->read_header();
                            });
  }

  void read_header() {
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(house_.options.most_header));
    parser_->body_limit(house_.options.most_body);
    lowest().expires_after(house_.options.header_time);
    http::async_read_header(stream_, buffer_, *parser_,
                            [self = this->shared_from_this()](Failure failure, std::size_t) {
                              failure ? self->drop(failure) : self->read_body();
                            });
  }

  void read_body() {
    if (beast::iequals(parser_->get()[http::field::expect], "100-continue")) {
      static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
      lowest().expires_after(house_.options.write_time);
      net::async_write(stream_, net::buffer(kContinue.data(), kContinue.size()),
                       [self = this->shared_from_this()](Failure failure, std::size_t) {
                         failure ? self->drop(failure) : self->read_rest();
                       });
    } else {
      read_rest();
    }
  }

  void read_rest() {
    lowest().expires_after(house_.options.body_time);
    http::async_read(stream_, buffer_, *parser_,
                     [self = this->shared_from_this()](Failure failure, std::size_t) {
                       failure ? self->drop(failure) : self->answer();
                     });
  }

  HttpRequest take_request() {
    auto message = parser_->release();
    HttpRequest request;
    request.method = std::string(message.method_string());
    request.target = std::string(message.target());
    for (const auto& field : message) {
      std::string name(field.name_string());
      std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) {
        return static_cast<char>(c < 0x80 ? std::tolower(c) : c);
      });
      request.headers.emplace_back(std::move(name), std::string(field.value()));
    }
    request.body = std::move(message.body());
    request.peer = peer_;
    keep_alive_ = message.keep_alive();
    head_only_ = message.method() == http::verb::head;
    version_ = message.version();
    return request;
  }

  template <typename Function>
  HttpResponse guarded(Function&& function) {
    try {
      return function();
    } catch (const std::exception& error) {
      return house_.application.refuse(500, fmt::format("our own mistake: {}", error.what()));
    }
  }

  void answer() {
    lowest().expires_never();
    auto request = std::make_shared<const HttpRequest>(take_request());
    std::optional<HttpResponse> known;
    HttpResponse at_once = guarded([&] {
      known = house_.application.answer_at_once(*request);
      return known ? *std::move(known) : HttpResponse{};
    });
    if (known || at_once.status == 500) return send(std::move(at_once));
    if (house_.waiting.fetch_add(1) >= house_.options.most_waiting) {
      house_.waiting.fetch_sub(1);
      return send(house_.application.refuse(503, "too many questions wait for an answer"));
    }
    deadline_.expires_after(house_.options.answer_time);
    deadline_.async_wait([self = this->shared_from_this()](Failure failure) {
      if (failure || self->answered_) return;
      self->keep_alive_ = false;
      self->send(self->house_.application.refuse(503, "the answer took too long"));
    });
    net::thread_pool& pool =
        house_.application.takes_long(*request) ? house_.slow_workers : house_.workers;
    net::post(pool, [self = this->shared_from_this(), request,
                     work = net::make_work_guard(stream_.get_executor())] {
      ++self->house_.busy;
      HttpResponse response =
          self->guarded([&] { return self->house_.application.answer(*request); });
      --self->house_.busy;
      self->house_.waiting.fetch_sub(1);
      net::post(self->stream_.get_executor(), [self, response = std::move(response)]() mutable {
        if (!self->answered_) self->send(std::move(response));
      });
    });
  }

  void send(HttpResponse response) {
    answered_ = true;
    deadline_.cancel();
    body_ = std::move(response.body);
    const std::size_t size = body_ ? body_->size() : 0;
    if (last_ || house_.closing) keep_alive_ = false;
    message_ = {};
    message_.version(version_);
    message_.result(response.status);
    if (house_.options.date) message_.set(http::field::date, house_.options.date());
    if (!response.content_type.empty() && size > 0)
      message_.set(http::field::content_type, response.content_type);
    for (const auto& [name, value] : response.headers) message_.insert(name, value);
    if (response.status != 304 && response.status != 204) message_.content_length(size);
    message_.keep_alive(keep_alive_);
    if (body_ && !head_only_) message_.body() = beast::span<const char>(body_->data(), size);
    serializer_.emplace(message_);
    lowest().expires_after(house_.options.write_time);
    const auto sent = [self = this->shared_from_this()](Failure failure, std::size_t) {
      self->body_.reset();
      if (failure) return self->drop(failure);
      self->keep_alive_ ? self->wait() : self->linger();
    };
    if (head_only_) {
      http::async_write_header(stream_, *serializer_, sent);
    } else {
      http::async_write(stream_, *serializer_, sent);
    }
  }

  /// A client that still sends must get the chance to read the refusal: bytes that nobody reads
  /// would make the system reset the connection and throw the answer away.
  void linger() {
    if constexpr (kSecure) {
      lowest().expires_after(kLinger);
      stream_.async_shutdown([self = this->shared_from_this()](Failure) { self->close(); });
    } else {
      Failure ignored;
      lowest().socket().shutdown(Tcp::socket::shutdown_send, ignored);
      lowest().expires_after(kLinger);
      discard(0);
    }
  }

  void discard(std::size_t so_far) {
    buffer_.consume(buffer_.size());
    if (so_far > kMostDiscarded) return close();
    stream_.async_read_some(buffer_.prepare(kReadAtOnce), [self = this->shared_from_this(), so_far](
                                                              Failure failure, std::size_t count) {
      failure ? self->close() : self->discard(so_far + count);
    });
  }

  /// The end of a connection that did not keep to the rules. `expected`: it may simply have gone.
  void drop(Failure failure, bool expected = false) {
    if (failure == beast::error::timeout || failure == net::error::operation_aborted) {
      if (!expected) ++house_.cut_off;
      return close();
    }
    if (failure.category() != make_error_code(http::error::bad_method).category() ||
        failure == http::error::end_of_stream || failure == http::error::partial_message) {
      return close();
    }
    keep_alive_ = false;
    head_only_ = false;
    version_ = 11;
    if (failure == http::error::body_limit) {
      return send(house_.application.refuse(
          413, fmt::format("the body is larger than {} bytes", house_.options.most_body)));
    }
    if (failure == http::error::header_limit || failure == http::error::buffer_overflow) {
      return send(house_.application.refuse(
          431, fmt::format("the header is larger than {} bytes", house_.options.most_header)));
    }
    send(house_.application.refuse(400, "this is no HTTP/1.1 request: " + failure.message()));
  }

  void close() {
    idle_ = false;
    Failure ignored;
    lowest().socket().shutdown(Tcp::socket::shutdown_both, ignored);
    lowest().close();
    house_.remove(this->shared_from_this());
  }

  House& house_;
  std::string peer_;
  Stream stream_;
  net::steady_timer deadline_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  http::response<http::span_body<const char>> message_;
  std::optional<http::response_serializer<http::span_body<const char>>> serializer_;
  std::shared_ptr<const std::string> body_;
  unsigned version_ = 11;
  bool keep_alive_ = false;
  bool head_only_ = false;
  bool answered_ = false;
  bool idle_ = false;
  bool last_ = false;
};

}  // namespace servanda

#endif  // SERVANDA_HTTP_CONNECTION_H_
