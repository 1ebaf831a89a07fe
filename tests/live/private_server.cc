#include "tests/live/private_server.h"

#include <stdexcept>

namespace tenon::test {

namespace {

Ran succeeded(const std::string& command, std::string_view input = {}) {
  Ran ran = shell(command, input);
  if (ran.code != 0) throw std::runtime_error(command + "\n" + ran.out + ran.err);
  return ran;
}

std::string program(const std::string& name) {
  return shell_quoted(required_environment("TENON_PG_BIN") + "/" + name);
}

/// initdb and postgres refuse root. Empty: this user will do.
const std::string& server_user() {
  static const std::string user = [] {
    std::string name = succeeded("[ $(id -u) != 0 ] || id -un postgres 2>/dev/null || echo nobody").out;
    while (name.ends_with('\n')) name.pop_back();
    return name;
  }();
  return user;
}

}  // namespace

PrivateServer::PrivateServer(const std::string& settings, const std::string& access) {
  const std::string folder = shell_quoted(host());
  if (!server_user().empty()) succeeded("chown " + server_user() + " " + folder);
  succeeded("chmod 755 " + folder);
  as_server(program("initdb") + " -D " + shell_quoted(data()) +
            " -U tenon -A trust -E UTF8 --locale=C --no-sync");
  if (!access.empty())
    as_server("printf %s " + shell_quoted(access) + " > " + shell_quoted(data() + "/pg_hba.conf"));
  start(settings);
}

PrivateServer::PrivateServer(const PrivateServer& primary, Standby) {
  if (!server_user().empty()) succeeded("chown " + server_user() + " " + shell_quoted(host()));
  succeeded("chmod 755 " + shell_quoted(host()));
  primary.control("-m fast -w stop");  // a copy of a stopped server is as good as a base backup
  as_server("cp -a " + shell_quoted(primary.data()) + " " + shell_quoted(data()));
  as_server("touch " + shell_quoted(data() + "/standby.signal"));
  primary.control("-w start");
  start("primary_conninfo = 'host=" + primary.host() + " user=tenon'\n");
}

PrivateServer::~PrivateServer() {
  thaw();
  const std::string stop = program("pg_ctl") + " -D " + shell_quoted(data()) + " -m immediate -w stop";
  shell(server_user().empty() ? stop : "cd / && runuser -u " + server_user() + " -- " + stop);
}

void PrivateServer::as_server(const std::string& command) const {
  const std::string user = server_user();
  succeeded("cd / && " + (user.empty() ? "" : "runuser -u " + user + " -- ") + "bash -c " +
            shell_quoted(command) + " >/dev/null");
}

void PrivateServer::start(const std::string& settings) const {
  const std::string all = "listen_addresses = ''\nunix_socket_directories = '" + host() +
                          "'\nunix_socket_permissions = 0777\nfsync = off\nmax_wal_senders = 4\n" + settings;
  as_server("printf %s " + shell_quoted(all) + " >> " + shell_quoted(data() + "/postgresql.conf"));
  control("-w start");
}

void PrivateServer::control(const std::string& command) const {
  as_server(program("pg_ctl") + " -D " + shell_quoted(data()) + " -l " + shell_quoted(data() + "/log") + " " +
            command);
}

void PrivateServer::stop() const { control("-m immediate -w stop"); }

void PrivateServer::signal(const std::string& name) const {
  as_server("read -r pid < " + shell_quoted(data() + "/postmaster.pid") + " || exit 0; kill -" + name +
            " $pid $(pgrep -P $pid) || true");
}

void PrivateServer::freeze() const { signal("STOP"); }

void PrivateServer::thaw() const { signal("CONT"); }

void PrivateServer::kill() const { signal("KILL"); }

void PrivateServer::restart() const { control("-m fast -w restart"); }

std::string PrivateServer::url() const { return "postgresql://tenon@/postgres?host=" + host(); }

void PrivateServer::run(const std::string& sql) const {
  succeeded("psql -X -q -v ON_ERROR_STOP=1 " + shell_quoted(url()), sql);
}

std::string PrivateServer::installed(const std::string& file) const {
  const std::string copy = data() + file.substr(file.rfind('/'));
  const std::string owner = server_user().empty() ? "" : "-o " + server_user() + " ";
  succeeded("install " + owner + "-m 600 " + shell_quoted(file) + " " + shell_quoted(copy));
  return copy;
}

}  // namespace tenon::test
