#include "servanda/http/server.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <boost/asio/signal_set.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/strand.hpp>
#include <csignal>
#include <thread>
#include <vector>

#include "servanda/http/connection.h"

namespace servanda {
namespace {

class BeastServer final : public Server {
 public:
  BeastServer(const ServerOptions& options, HttpApplication& application)
      : house_(options, application),
        context_(static_cast<int>(options.threads)),
        acceptor_(net::make_strand(context_)),
        second_(acceptor_.get_executor()),
        end_(acceptor_.get_executor()),
        signals_(acceptor_.get_executor()) {}

  Status listen() {
    const ServerOptions& options = house_.options;
    const std::string where = fmt::format("{}:{}", options.address, options.port);
    Failure failure;
    const net::ip::address address = net::ip::make_address(options.address, failure);
    if (failure) {
      return Error{Code::invalid_argument, fmt::format("\"{}\" is no address", options.address),
                   "an IP address such as 127.0.0.1, ::1 or 0.0.0.0"};
    }
    if (!options.certificate.empty()) SERVANDA_RETURN_IF_ERROR(load_certificate());
    const Tcp::endpoint endpoint(address, options.port);
    failure = acceptor_.open(endpoint.protocol(), failure);
    if (!failure) failure = acceptor_.set_option(net::socket_base::reuse_address(true), failure);
    if (!failure) failure = acceptor_.bind(endpoint, failure);
    if (!failure) failure = acceptor_.listen(net::socket_base::max_listen_connections, failure);
    if (failure) {
      return Error{Code::io, fmt::format("cannot listen on {}: {}", where, failure.message()),
                   "name another port with --port, or 0 for any that is free"};
    }
    // Ten thousand sockets are no fault: take what the system allows.
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
      limit.rlim_cur = limit.rlim_max;
      ::setrlimit(RLIMIT_NOFILE, &limit);
    }
    return Done{};
  }

  std::uint16_t port() const override {
    Failure ignored;
    return acceptor_.local_endpoint(ignored).port();
  }

  bool run() override {
    signals_.add(SIGTERM);
    signals_.add(SIGINT);
    wait_for_signal();
    accept();
    tick();
    std::vector<std::thread> threads;
    for (unsigned i = 1; i < house_.options.threads; ++i) {
      threads.emplace_back([this] { context_.run(); });
    }
    context_.run();
    for (std::thread& thread : threads) thread.join();
    house_.workers.stop();
    house_.slow_workers.stop();
    // An answer that was given up is still being made, perhaps for long.
    for (int i = 0; i < kLooks && house_.busy > 0; ++i) std::this_thread::sleep_for(kLook);
    if (house_.busy > 0) return false;
    house_.workers.join();
    house_.slow_workers.join();
    const std::lock_guard lock(house_.guard);
    house_.open.clear();
    return true;
  }

  void stop() override {
    net::post(acceptor_.get_executor(), [this] { wind_up(); });
  }

 private:
  Status load_certificate() {
    const ServerOptions& options = house_.options;
    Failure failure;
    secure_.emplace(net::ssl::context::tls_server);
    secure_->set_options(net::ssl::context::default_workarounds | net::ssl::context::no_sslv2 |
                         net::ssl::context::no_sslv3 | net::ssl::context::no_tlsv1 |
                         net::ssl::context::no_tlsv1_1);
    failure = secure_->use_certificate_chain_file(options.certificate, failure);
    if (failure) {
      return Error{Code::io,
                   fmt::format("cannot use {}: {}", options.certificate, failure.message()),
                   "a certificate chain in PEM form"};
    }
    failure = secure_->use_private_key_file(options.key, net::ssl::context::pem, failure);
    if (failure) {
      return Error{Code::io, fmt::format("cannot use {}: {}", options.key, failure.message()),
                   "the private key of the certificate, in PEM form"};
    }
    return Done{};
  }

  void accept() {
    acceptor_.async_accept(net::make_strand(context_), [this](Failure failure, Tcp::socket socket) {
      if (house_.closing || failure == net::error::operation_aborted) return;
      if (failure) {
        // Out of sockets, most likely: a moment later there may be some.
        ++house_.cut_off;
        pause();
        return;
      }
      admit(std::move(socket));
      accept();
    });
  }

  void pause() {
    auto timer = std::make_shared<net::steady_timer>(acceptor_.get_executor());
    timer->expires_after(std::chrono::milliseconds(50));
    timer->async_wait([this, timer](Failure) {
      if (!house_.closing) accept();
    });
  }

  void admit(Tcp::socket socket) {
    {
      const std::lock_guard lock(house_.guard);
      if (house_.open.size() >= house_.options.most_connections) {
        ++house_.cut_off;
        return;
      }
    }
    Failure failure;
    failure = socket.set_option(Tcp::no_delay(true), failure);
    if (failure) return;
    const auto endpoint = socket.remote_endpoint(failure);
    if (failure) return;
    std::string peer = endpoint.address().to_string();
    if (secure_) {
      using Secure = beast::ssl_stream<beast::tcp_stream>;
      std::make_shared<HttpConnection<Secure>>(house_, std::move(peer), std::move(socket), *secure_)
          ->start();
    } else {
      std::make_shared<HttpConnection<beast::tcp_stream>>(house_, std::move(peer),
                                                          std::move(socket))
          ->start();
    }
  }

  void tick() {
    second_.expires_after(std::chrono::seconds(1));
    second_.async_wait([this](Failure failure) {
      if (failure || house_.closing) return;
      // One at a time: a slow one is not overtaken by the next.
      if (!ticking_.exchange(true)) {
        net::post(house_.workers, [this] {
          ++house_.busy;
          try {
            house_.application.tick();
          } catch (const std::exception& error) {
            // What was kept stays as it is, and the next tick tries again; it counts as a refusal.
            static_cast<void>(house_.application.refuse(500, error.what()));
          }
          --house_.busy;
          ticking_ = false;
        });
      }
      tick();
    });
  }

  void wait_for_signal() {
    signals_.async_wait([this](Failure failure, int) {
      if (failure) return;
      if (house_.closing) return context_.stop();
      wind_up();
      wait_for_signal();
    });
  }

  void wind_up() {
    if (house_.closing.exchange(true)) return;
    Failure ignored;
    ignored = acceptor_.close(ignored);
    second_.cancel();
    {
      const std::lock_guard lock(house_.guard);
      for (const auto& connection : house_.open) connection->wind_up();
    }
    end_.expires_after(kLook);
    wait_for_the_last(house_.options.drain_time);
  }

  void wait_for_the_last(std::chrono::milliseconds left) {
    end_.async_wait([this, left](Failure) {
      bool empty = false;
      {
        const std::lock_guard lock(house_.guard);
        empty = house_.open.empty();
      }
      if (empty || left <= std::chrono::milliseconds(0)) return context_.stop();
      end_.expires_after(kLook);
      wait_for_the_last(left - kLook);
    });
  }

  static constexpr std::chrono::milliseconds kLook{20};
  static constexpr int kLooks = 50;

  House house_;
  net::io_context context_;
  std::optional<net::ssl::context> secure_;
  Tcp::acceptor acceptor_;
  net::steady_timer second_;
  net::steady_timer end_;
  net::signal_set signals_;
  std::atomic<bool> ticking_{false};
};

}  // namespace

Result<std::unique_ptr<Server>> Server::open(const ServerOptions& options,
                                             HttpApplication& application) {
  auto server = std::make_unique<BeastServer>(options, application);
  SERVANDA_RETURN_IF_ERROR(server->listen());
  return std::unique_ptr<Server>(std::move(server));
}

}  // namespace servanda
