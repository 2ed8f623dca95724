# What the entry points share: install what is missing, configure, build.
# Sourced by bash. Progress goes to standard error, so that standard output
# holds nothing but results.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
BUILD=$ROOT/build
LLVM=22

BUILD_PACKAGES=(cmake ninja-build python3 clang-$LLVM lld-$LLVM libclang-$LLVM-dev
  llvm-$LLVM-dev llvm-$LLVM-tools clang-tidy-$LLVM)
# The posix flavour is the one whose C++ library has threads.
WINDOWS_HEADERS=(mingw-w64-x86-64-dev g++-mingw-w64-x86-64-posix)
# Wine runs the programs of test/proof.
# The runtime of the sanitizers and of libFuzzer comes apart from the compiler.
TEST_PACKAGES=(libgtest-dev neovim wine64 libclang-rt-$LLVM-dev)

WHAT_TO_INSTALL="install CMake 3.24, Ninja, Python 3, the development files of LLVM $LLVM \
with clang and clang-tidy, and mingw-w64's headers"

say() { printf '%s\n' "$*" >&2; }
die() { printf 'error: %s\n' "$*" >&2; exit 2; }

# Prints those of the packages that are not installed.
missing_packages() {
  local package
  for package; do
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] ||
      printf '%s\n' "$package"
  done
}

# Turns apt's status lines into one line every ten per cent.
apt_progress() {
  local kind name percent rest last=
  while IFS=: read -r kind name percent rest; do
    [[ $kind == dlstatus || $kind == pmstatus ]] || continue
    percent=${percent%%.*}
    [[ $kind == dlstatus ]] && kind=Downloading || kind=Installing
    if [[ $last != "$kind$((percent / 10))" ]]; then
      last=$kind$((percent / 10))
      say "  $kind: $percent %"
    fi
  done
}

# install PACKAGE... : with apt-get where there is one, and only what is missing.
install_packages() {
  command -v apt-get >/dev/null && command -v dpkg-query >/dev/null || {
    command -v cmake >/dev/null && command -v ninja >/dev/null && command -v python3 >/dev/null ||
      die "this system has no apt-get, so $WHAT_TO_INSTALL, and run this again"
    return 0
  }
  local missing as_root=() log
  mapfile -t missing < <(missing_packages "$@")
  [[ ${#missing[@]} -gt 0 ]] || return 0
  if [[ $(id -u) != 0 ]]; then
    command -v sudo >/dev/null ||
      die "run this as root, or have root run: apt-get install ${missing[*]}"
    as_root=(sudo)
  fi
  say "Installing with apt-get: ${missing[*]}"
  log=$(mktemp)
  export DEBIAN_FRONTEND=noninteractive
  "${as_root[@]}" apt-get update -qq </dev/null >"$log" 2>&1 || {
    cat "$log" >&2
    die "apt-get update failed (above)"
  }
  local package
  for package in "${missing[@]}"; do
    [[ -n $(apt-cache madison "$package" 2>/dev/null) ]] ||
      die "this system's package archives have no '$package': \
add an archive that has it (for LLVM, https://apt.llvm.org), and run this again"
  done
  # The status has a descriptor of its own, since apt-get closes that one for the
  # scripts of the packages, which may want to say something; and the shell
  # opens it behind sudo, which lets only the first three through.
  "${as_root[@]}" sh -c 'exec apt-get "$@" 3>&1 >&2' apt-get \
    install -y -qq --no-install-recommends -o APT::Status-Fd=3 -o Dpkg::Use-Pty=0 \
    "${missing[@]}" </dev/null 2>"$log" | apt_progress || {
    cat "$log" >&2
    die "apt-get install failed (above)"
  }
  rm -f "$log"
}

# build [PRESET FOLDER TARGET...] : configures and builds, build/ by default;
# says nothing when there is nothing to do.
build() {
  local preset=${1:-release} folder=${2:-$BUILD}
  local log=$folder/configure.log
  mkdir -p "$folder"
  if ! (cd "$ROOT" && cmake --preset "$preset") </dev/null >"$log" 2>&1; then
    sed -n '/CMake Error/,$p' "$log" >&2
    command -v apt-get >/dev/null || die "the configuration failed (above): $WHAT_TO_INSTALL, and run this again"
    die "the configuration failed (above; all of it is in $log)"
  fi
  # Quiet when there is nothing to build; else a line for each file.
  local line started=
  ninja -C "$folder" "${@:3}" </dev/null 2>&1 | while IFS= read -r line; do
    case $line in
    "ninja: Entering"* | *"Re-checking globbed"* | "ninja: no work"*) ;;
    *)
      [[ $started ]] || say "Building $(basename "$folder") (the first time takes a minute or two)"
      started=yes
      say "$line"
      ;;
    esac
  done || die "the build failed (above)"
}
