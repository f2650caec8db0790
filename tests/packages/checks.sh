# Sourced by run: what the files beside it are written in. Each works in $directory, which is its own.
# shellcheck shell=bash disable=SC2154 # run sets $name and $version

has() { command -v "$1" >/dev/null 2>&1; }

# skip SENTENCE REASON
skip() { echo "skipped $name: $1 ($2)"; }

# check SENTENCE CMD...: ok if the command succeeds; if not, the end of what it said is shown.
check() {
  local sentence=$1 said
  shift
  if said=$("$@" 2>&1); then
    echo "ok $name: $sentence"
  else
    echo "not ok $name: $sentence"
    tail -n 15 <<<"$said" | sed 's/^/    /'
  fi
}

# same WANTED CMD...: the command says exactly this.
same() {
  local wanted=$1 said
  shift
  said=$("$@" 2>&1)
  [ "$said" = "$wanted" ] || { printf 'expected %s\ngot      %s\n' "$wanted" "$said"; return 1; }
}

# silent CMD...: it succeeds and says nothing.
silent() {
  local said status=0
  said=$("$@" 2>&1) || status=$?
  if [ "$status" != 0 ] || [ -n "$said" ]; then
    echo "exit $status: $said"
    return 1
  fi
}

# says TEXT CMD...: the text is somewhere in what it says, however it ends.
says() {
  local wanted=$1 said
  shift
  said=$("$@" 2>&1)
  [[ $said == *"$wanted"* ]] || { printf 'nowhere %s in\n%s\n' "$wanted" "$said"; return 1; }
}

# probes PROGRAM [OPTION...]: it speaks the default exchange, or what the options say, with itself.
probes() {
  local line='' peer status=0
  exec 3< <(exec timeout 30 "$@" listen 0 --mode recipe --connections 1 2>&1)
  peer=$!
  read -r -t 20 -u 3 line
  if [[ $line == "listening on 127.0.0.1:"* ]]; then
    timeout 20 "$@" "${line#listening on }" || status=$?
  else
    echo "the peer said: $line"
    status=1
  fi
  kill "$peer" 2>/dev/null
  exec 3<&-
  return "$status"
}

# refuses PROGRAM...: nobody listens where it knocks, and it tells so.
refuses() {
  local said status=0
  said=$(timeout 20 "$@" 127.0.0.1 1 -z -o json) || status=$?
  if [ "$status" != 11 ] || [[ $said != *'"reason":"refused"'* ]]; then
    echo "exit $status: $said"
    return 1
  fi
}

# works PROGRAM...: the same version as ever, a probe and a refusal.
works() {
  check "the program tells the version and the commit that it was built from" same "$version" "$@" --version
  check "the program probes a peer of its own" probes "$@"
  check "the program tells a refusal" refuses "$@"
}

render() { MANWIDTH=80 man --warnings -l "$1" >"$2.text"; }

# manual PAGE NAME: a page that reads without complaint and names the version.
manual() {
  if ! has man; then
    skip "man reads $2" "no man"
    return
  fi
  check "man reads $2" silent render "$@"
  check "$2 tells an option" says --connections cat "$2.text"
  check "$2 tells the version" says "${version#tcpprobe }" cat "$2.text"
}

# completes BASH ZSH FISH: the three scripts, each in its shell.
completes() {
  check "bash completes an option" says --connect-timeout bash_completion "$1"
  if has zsh; then check "zsh reads its completion" silent zsh -n "$2"; else skip "zsh reads its completion" "no zsh"; fi
  if has fish; then
    check "fish completes an option" says --connect-timeout fish --no-config -c "source '$3'; complete -C 'tcpprobe --connect-t'"
  else
    skip "fish completes an option" "no fish"
  fi
}

# bash_completion FILE: what TAB offers behind "tcpprobe --connect-t".
bash_completion() {
  # shellcheck disable=SC2016 # the other bash expands them
  timeout 20 bash -c '
    . "$1"
    [[ $(complete -p tcpprobe) =~ \ -F\ ([^ ]+) ]] || exit
    COMP_WORDS=(tcpprobe --connect-t) COMP_CWORD=1 COMP_LINE="tcpprobe --connect-t" COMP_POINT=20
    "${BASH_REMATCH[1]}" tcpprobe --connect-t tcpprobe
    printf "%s\n" "${COMPREPLY[@]}"' bash "$1"
}

# holds FILE TEXT: the text stands in the file.
holds() { grep -qF -- "$2" "$1"; }
