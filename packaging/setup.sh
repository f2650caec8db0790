# Sourced by the scripts beside it: where and what is built, and what all packages have in common.
# shellcheck shell=bash disable=SC2034 # the scripts that source it use them
set -euo pipefail
unset CDPATH
umask 022
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$repository"
export LC_ALL=C.UTF-8 TZ=UTC DOTNET_NOLOGO=true DOTNET_CLI_TELEMETRY_OPTOUT=true DOTNET_CLI_UI_LANGUAGE=en MSBUILDTERMINALLOGGER=off

packages=$repository/artifacts/packages
program=$repository/artifacts/native/tcpprobe
version=$(sed -nE 's|.*<Version>(.+)</Version>.*|\1|p' Directory.Build.props)
# An archive of the sources carries the date of its commit in its files.
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || stat -c %Y CHANGELOG.md)}
[[ $SOURCE_DATE_EPOCH =~ ^[0-9]+$ ]] || { echo "packaging: SOURCE_DATE_EPOCH is not a number of seconds: $SOURCE_DATE_EPOCH" >&2; exit 64; }
case $(uname -m) in
  x86_64) runtime=linux-x64 architecture=amd64 ;;
  aarch64 | arm64) runtime=linux-arm64 architecture=arm64 ;;
  *) echo "packaging: no native program for $(uname -m)" >&2; exit 69 ;;
esac

scratch=$(mktemp -d "${TMPDIR:-/tmp}/packaging.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$packages"

# build_program [PROPERTY...]: makes $program, if it is not up to date.
build_program() {
  dotnet publish src/TcpProbe -c Release -r "$runtime" -p:PublishAot=true -p:RestoreLockedMode=true -o "${program%/*}" -v quiet "$@"
}

# use_static_program: makes the one that runs in an empty root, which is $program from there on.
use_static_program() {
  program=$repository/artifacts/static/tcpprobe
  build_program -p:StaticExecutable=true
}

# full_version: such as "0.1.0 (1a2b3c4d5e6f)", as the program says it.
full_version() {
  local said
  said=$("$program" --version)
  echo "${said#tcpprobe }"
}

# notices: everything that is inside, and its licences; what .NET brings along is in the package of its runtime.
notices() {
  local root release
  root=$(dotnet nuget locals global-packages --list)
  root=${root#global-packages: }
  release=$(sed -nE 's|.*<ImplicitPackageVersion>(.+)</ImplicitPackageVersion>.*|\1|p' Directory.Build.targets)
  root=${root%/}/microsoft.netcore.app.runtime.nativeaot.$runtime/$release
  cat packaging/THIRD-PARTY-NOTICES "$root/LICENSE.TXT" && echo && tr -d '\r' <"$root/THIRD-PARTY-NOTICES.TXT"
}

# static_notices: the same for the statically linked program, which holds a C library as well: the one of this machine.
static_notices() {
  notices && echo && cat packaging/static-notices && printf '  %s' "$(getconf GNU_LIBC_VERSION)"
  dpkg-query --show --showformat=', in the package ${source:Package} ${source:Version} (apt source glibc)' libc6-dev 2>/dev/null || true
  printf '\n\n' && cat packaging/LGPL-2.1
}

# place SOURCE DESTINATION: a plain file.
place() { install -D -m 644 "$1" "$2"; }

# generate DESTINATION ARGUMENT...: what the program says to them.
generate() {
  local destination=$1
  shift
  mkdir -p "$(dirname "$destination")"
  "$program" "$@" >"$destination"
}

# lay_out PREFIX: the program and what belongs to it, as they lie below /usr/local.
lay_out() {
  local share=$1/share page
  install -D -m 755 "$program" "$1/bin/tcpprobe"
  generate "$share/man/man1/tcpprobe.1" --generate man
  generate "$share/man/man1/tcpprobe-listen.1" listen --generate man
  generate "$share/bash-completion/completions/tcpprobe" --generate complete-bash
  generate "$share/zsh/site-functions/_tcpprobe" --generate complete-zsh
  generate "$share/fish/vendor_completions.d/tcpprobe.fish" --generate complete-fish
  for page in README.md CHANGELOG.md LICENSE; do place "$page" "$share/doc/tcpprobe/$page"; done
  for page in docs/*.md docs/*.json; do place "$page" "$share/doc/tcpprobe/$page"; done
  notices >"$share/doc/tcpprobe/THIRD-PARTY-NOTICES"
}

# bundle DIRECTORY NAME...: these inside of DIRECTORY as a tar on stdout, without anything of this machine in it.
bundle() {
  tar --create --directory "$1" --format=gnu --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" "${@:2}"
}

# archive DIRECTORY NAME: the files below it as a .tar.gz. It holds no directories, of which tar would give owner and mode to those
# that are there already: /usr/local, ~/.local/share.
archive() {
  local files
  files=$(cd "$1" && find "$2" -type f | LC_ALL=C sort)
  bundle "$1" --no-recursion --files-from=- <<<"$files" | gzip -9n
}
