#pragma once

#include <string>

#include "tests/support/shell.h"

namespace tenon::test {

/// A PostgreSQL server of one test's own, for what the shared one is not set up to: gone with the object. It
/// listens on a Unix socket in its folder.
class PrivateServer {
 public:
  /// A fresh cluster. `settings` is added to postgresql.conf; `access` is pg_hba.conf, empty: trust.
  explicit PrivateServer(const std::string& settings, const std::string& access = "");
  ~PrivateServer();
  PrivateServer(const PrivateServer&) = delete;
  PrivateServer& operator=(const PrivateServer&) = delete;

  /// A hot standby of `primary`.
  static PrivateServer standby_of(const PrivateServer& primary) { return {primary, Standby()}; }

  /// The folder of the sockets.
  std::string host() const { return folder_.path().string(); }
  std::string url() const;
  /// Runs SQL as the superuser; throws what psql says against it.
  void run(const std::string& sql) const;
  /// Ends every session at once, and the server.
  void stop() const;
  /// Stops every process of the server where it stands: it accepts connections and answers nothing.
  void freeze() const;
  /// Lets a frozen server go on.
  void thaw() const;
  /// Ends every process of the server without a word.
  void kill() const;
  /// Starts again with what ALTER SYSTEM set.
  void restart() const;
  /// Copies a file of the test into the server's folder, where the server may read it alone.
  std::string installed(const std::string& file) const;

 private:
  struct Standby {};
  PrivateServer(const PrivateServer& primary, Standby);

  /// A command line as the user that the server runs as.
  void as_server(const std::string& command) const;
  void start(const std::string& settings) const;
  void control(const std::string& command) const;
  void signal(const std::string& name) const;
  std::string data() const { return folder_.file("data"); }

  TempFolder folder_;
};

}  // namespace tenon::test
