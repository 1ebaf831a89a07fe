# Sourced by tools/demo and tools/test: Debian packages, installed only when they are missing.

build_packages=(g++ make cmake ninja-build pkg-config ccache libpqxx-dev libpq-dev libsqlite3-dev
  nlohmann-json3-dev libspdlog-dev libfmt-dev libcli11-dev libpg-query-dev libssl-dev libzstd-dev
  libcurl4-openssl-dev libtomlplusplus-dev libcpp-httplib-dev libarchive-dev libhowardhinnant-date-dev)
demo_packages=(sqlite3)
test_packages=(sqlite3 zstd libgtest-dev postgresql postgresql-contrib postgresql-client python3 python3-alembic
  python3-sqlalchemy python3-psycopg2 python3-jsonschema clang clang-format cmark-gfm libxml2-utils graphviz
  chromium chromium-driver python3-selenium python3-pip python3-yaml systemd prometheus curl jq)

say() { printf '\n==> %s\n' "$*" >&2; }

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null 2>&1; then
    sudo "$@"
  else
    echo "these Debian packages are missing, and neither root nor sudo is here to install them: ${missing[*]}" >&2
    exit 1
  fi
}

# need_packages PACKAGE...: installs those that dpkg does not know as installed.
need_packages() {
  local package
  missing=()
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  if [ ${#missing[@]} -eq 0 ]; then
    say "all needed packages are installed"
    return
  fi
  say "installing ${#missing[@]} missing packages: ${missing[*]}"
  as_root apt-get update -q >&2
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" >&2
}

# need_axe FILE: brings the accessibility rules that the tests of pages run. No Debian package has them: they come in
# a pinned package of Python's registry, which is not installed. Without a network, put axe-core's axe.min.js there by
# hand; else the tests of pages fail and say so.
need_axe() {
  local folder
  [ -s "$1" ] && return
  say "fetching axe-core for the tests of pages"
  folder=$(mktemp -d)
  if python3 -m pip download --quiet --no-deps --require-hashes --dest "$folder" --requirement /dev/stdin <<END
axe-playwright-python==0.1.8 --hash=sha256:fdd263c998388f1a8e67cad02677e612d946248bd44d163be5e8650ea31f95f8
END
  then
    mkdir -p "$(dirname "$1")"
    python3 -m zipfile -e "$folder"/*.whl "$folder" && cp "$folder/axe_playwright_python/axe.min.js" "$1"
  else
    echo "axe-core could not be fetched: the tests of pages need it at $1" >&2
  fi
  rm -rf "$folder"
}

# build PRESET TARGET...: configures once, then builds what changed.
build() {
  local preset=$1
  shift
  say "building ($preset); the first time takes a few minutes"
  cmake --preset "$preset" >build-configure.log 2>&1 || { cat build-configure.log >&2; exit 1; }
  rm -f build-configure.log
  cmake --build --preset "$preset" --target "$@" >&2
}
