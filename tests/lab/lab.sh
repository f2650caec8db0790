#!/usr/bin/env bash
# A throw-away pair of network namespaces, client and server, with one case for each way a TCP connect can end.
#
#   lab.sh check         can a lab be made here? (exit 0, or 77 with "lab: skipped: REASON" on stderr)
#   lab.sh up            make it; nothing happens if it is up already
#   lab.sh down          remove it and end every process in it; nothing happens if there is none
#   lab.sh exec CMD...   run CMD in the client namespace
#   lab.sh serve CMD...  run CMD in the server namespace
#   lab.sh cases         the lines "name host port"; a name that ends in -v6 is the same case over IPv6
#
# LAB_ID      which lab: letters, digits, '-' (default: one a user); give each test run its own
# LAB_SERVER  the tcpprobe executable (or "dotnet tcpprobe.dll") whose `listen` answers in the cases open, loss and silent;
#             unset: nobody listens there
# LAB_TTL     the lab removes itself after this many seconds (default 900), should whoever made it be killed
#
# The client's resolver has no server (every unknown name fails at once, "try again") and a hosts file:
#   localhost  ::1, 127.0.0.1          v4only.lab, v6only.lab  the server, over one family
#   dual.lab   the server, IPv6 first  half.lab  an IPv6 address that refuses, then the server over IPv4
#   slow.lab   an IPv6 address that never answers, then the server over IPv4
#   none.lab   an IPv6 address that never answers, then an IPv4 address that refuses
#
# Needs root, iproute2, nftables. The addresses exist nowhere but inside the namespaces.
set -euo pipefail
export LC_ALL=C PATH="$PATH:/usr/sbin:/sbin"

id=${LAB_ID:-u$(id -u)}
ttl=${LAB_TTL:-900}
client=tcpprobe-$id-client
server=tcpprobe-$id-server
etc=/etc/netns/$client
log=/run/tcpprobe-$id-lab.log
self=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/$(basename "${BASH_SOURCE[0]}")

# On the link: .1 the client, .2 the server, .3 a server that refuses all, .4 one that drops all, .250 nobody, .251 nobody whose
# hardware address is known. Beside it: 10.86.N.0/24 and fd86:N::/64, reached by a route that fails (N = 1, 2, 3) or by none (4).
net4=10.87.0 net6=fd87:
away4=10.86 away6=fd86

complain() { echo "lab: $*" >&2; }
skip() { complain "skipped: $*"; exit 77; }

cases() {
  local name address port
  while read -r name address port; do
    case $address in
      link.*) echo "$name $net4.${address#link.} $port"; echo "$name-v6 $net6:${address#link.} $port" ;;
      away.*) echo "$name $away4.${address#away.}.1 $port"; echo "$name-v6 $away6:${address#away.}::1 $port" ;;
    esac
  done <<'TABLE'
open                link.2   7001
refused             link.2   7002
drop                link.2   7003
reject-icmp         link.2   7004
reject-net          link.2   7005
reject-host         link.2   7006
reject-prohibited   link.2   7007
reject-rst          link.2   7008
loss                link.2   7009
silent              link.2   7010
no-route            away.4   7001
unreachable-route   away.1   7001
prohibit-route      away.2   7001
blackhole-route     away.3   7001
dead-neighbour      link.250 7001
blackhole-neighbour link.251 7001
TABLE
}

# The first SYN of every connection to 7009 is lost; its source port is remembered, so that the next one passes.
rules() {
  cat <<RULES
table inet lab {
  set met4 { type inet_service; size 65535; flags dynamic,timeout; timeout 30s; }
  set met6 { type inet_service; size 65535; flags dynamic,timeout; timeout 30s; }
  chain input {
    type filter hook input priority 0;
    ip daddr $net4.3 tcp dport 1-65535 reject with tcp reset
    ip6 daddr $net6:3 tcp dport 1-65535 reject with tcp reset
    ip daddr $net4.4 drop
    ip6 daddr $net6:4 meta l4proto tcp drop
    tcp dport 7003 drop
    tcp dport 7004 reject with icmpx type port-unreachable
    tcp dport 7005 reject with icmpx type no-route
    tcp dport 7006 reject with icmpx type host-unreachable
    tcp dport 7007 reject with icmpx type admin-prohibited
    tcp dport 7008 reject with tcp reset
    tcp dport 7009 tcp flags & (syn | ack) == syn jump lose
  }
  chain lose {
    meta nfproto ipv4 tcp sport @met4 accept
    meta nfproto ipv6 tcp sport @met6 accept
    meta nfproto ipv4 add @met4 { tcp sport } drop
    meta nfproto ipv6 add @met6 { tcp sport } drop
  }
}
RULES
}

hosts() {
  cat <<HOSTS
127.0.0.1 localhost
::1 localhost
$net6:2 dual.lab
$net4.2 dual.lab
$net6:3 half.lab
$net4.2 half.lab
$net6:4 slow.lab
$net4.2 slow.lab
$net6:4 none.lab
$net4.3 none.lab
$net4.2 v4only.lab
$net6:2 v6only.lab
HOSTS
}

require() {
  [ "$(uname -s)" = Linux ] || skip "network namespaces are Linux's"
  [ "$(id -u)" = 0 ] || skip "needs root"
  local tool
  for tool in ip ss nft nsenter; do
    [ -n "$(command -v "$tool")" ] || skip "$tool is not installed"
  done
  [ -e /proc/net/if_inet6 ] || skip "this kernel has no IPv6"
}

# A namespace can be refused to root (a container), and so can nftables: only trying tells.
check() {
  require
  trial=tcpprobe-$id-check-$$
  ip netns add "$trial" 2>/dev/null || skip "network namespaces are not allowed here"
  trap 'ip netns del "$trial"' EXIT
  ip -n "$trial" link add link0 type veth peer name link1 2>/dev/null || skip "no veth devices here"
  rules | ip netns exec "$trial" nft -f - 2>/dev/null || skip "nftables refuses the rules"
}

exists() { [ -e "/run/netns/$1" ]; }
listeners() { ip netns exec "$server" ss -Hltn | grep -cE ':(7001|7009|7010)\s' || true; }

down() {
  local namespace pid
  for namespace in "$client" "$server"; do
    exists "$namespace" || continue
    for pid in $(ip netns pids "$namespace" 2>/dev/null); do
      kill -KILL "$pid" 2>/dev/null || true
    done
    ip netns del "$namespace" || true
  done
  rm -rf "$etc" "$log"
}

# Everything that outlives this script has no standard stream of the caller: a pipe held open would keep the caller waiting.
responder() {
  local -a words=("$LAB_SERVER")
  [ -x "$LAB_SERVER" ] || read -ra words <<<"$LAB_SERVER"
  setsid ip netns exec "$server" "${words[@]}" listen "[::]:$1" --mode "$2" </dev/null >>"$log" 2>&1 &
  responders+=($!)
}

# The sleep sits in the server namespace, where `down` finds and ends it; what follows it runs outside, and only if it was left in peace.
expire() {
  # shellcheck disable=SC2016 # the inner shell expands these
  LAB_ID=$id setsid bash -c 'nsenter --net="$1" sleep "$2" && exec bash "$3" down' lab-timer \
    "/run/netns/$server" "$ttl" "$self" </dev/null >/dev/null 2>&1 &
}

build() {
  local namespace host
  for namespace in "$client" "$server"; do
    ip netns add "$namespace"
    ip netns exec "$namespace" sh -c 'echo 0 >/proc/sys/net/ipv6/conf/all/disable_ipv6; echo 0 >/proc/sys/net/ipv6/conf/default/disable_ipv6'
    ip -n "$namespace" link set lo up
  done
  expire

  # Neighbours know each other from the start: looking for them takes a second of the first IPv6 connects, as long as a lost SYN.
  ip -n "$client" link add link0 address 02:00:00:00:00:01 type veth peer name link0 address 02:00:00:00:00:02 netns "$server"
  ip -n "$client" address add "$net4.1/24" dev link0
  ip -n "$client" address add "$net6:1/64" dev link0 nodad
  for host in 2 3 4; do
    ip -n "$server" address add "$net4.$host/24" dev link0
    ip -n "$server" address add "$net6:$host/64" dev link0 nodad
  done
  ip -n "$client" link set link0 up
  ip -n "$server" link set link0 up
  ip -n "$server" neighbour add "$net4.1" lladdr 02:00:00:00:00:01 dev link0 nud permanent
  ip -n "$server" neighbour add "$net6:1" lladdr 02:00:00:00:00:01 dev link0 nud permanent
  for host in 2 3 4; do
    ip -n "$client" neighbour add "$net4.$host" lladdr 02:00:00:00:00:02 dev link0 nud permanent
    ip -n "$client" neighbour add "$net6:$host" lladdr 02:00:00:00:00:02 dev link0 nud permanent
  done

  ip -n "$client" route add unreachable "$away4.1.0/24"
  ip -n "$client" route add prohibit "$away4.2.0/24"
  ip -n "$client" route add blackhole "$away4.3.0/24"
  ip -n "$client" route add unreachable "$away6:1::/64"
  ip -n "$client" route add prohibit "$away6:2::/64"
  ip -n "$client" route add blackhole "$away6:3::/64"
  ip -n "$client" neighbour add "$net4.251" lladdr 02:00:00:00:00:fb dev link0 nud permanent
  ip -n "$client" neighbour add "$net6:251" lladdr 02:00:00:00:00:fb dev link0 nud permanent

  # Otherwise the kernel answers six SYNs with ICMP and then only one a second.
  ip netns exec "$server" sh -c 'echo 0 >/proc/sys/net/ipv4/icmp_ratelimit; echo 0 >/proc/sys/net/ipv6/icmp/ratelimit'
  rules | ip netns exec "$server" nft -f -

  # `ip netns exec` lays these over the machine's own files, and complains where there is none to lay them over.
  mkdir -p "$etc"
  [ ! -e /etc/resolv.conf ] || echo 'nameserver 127.0.0.1' >"$etc/resolv.conf"
  [ ! -e /etc/nsswitch.conf ] || printf 'hosts: files dns\nservices: files\n' >"$etc/nsswitch.conf"
  [ ! -e /etc/hosts ] || hosts >"$etc/hosts"
}

abandon() {
  local status=$?
  complain "could not be set up"
  [ ! -s "$log" ] || cat "$log" >&2
  down
  exit "$status"
}

up() {
  require
  if exists "$client" && exists "$server" && { [ -z "${LAB_SERVER:-}" ] || [ "$(listeners)" = 3 ]; }; then
    return 0
  fi
  down
  trap abandon EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  build
  if [ -n "${LAB_SERVER:-}" ]; then
    local -a responders=()
    responder 7001 echo
    responder 7009 echo
    responder 7010 silent
    local attempt=0
    until [ "$(listeners)" = 3 ]; do
      if ! kill -0 "${responders[@]}" 2>/dev/null || [ $((attempt += 1)) -gt 200 ]; then
        complain "$LAB_SERVER listen does not listen"
        exit 1
      fi
      sleep 0.1
    done
  fi
  trap - EXIT INT TERM
}

enter() {
  [ $# -gt 1 ] || { complain "run what?"; exit 64; }
  exists "$1" || { complain "there is no lab '$id'"; exit 1; }
  exec ip netns exec "$@"
}

[[ $id =~ ^[A-Za-z0-9-]{1,64}$ ]] || { complain "LAB_ID '$id' is not letters, digits and '-'"; exit 64; }
[[ $ttl =~ ^[0-9]+$ ]] || { complain "LAB_TTL '$ttl' is not a number of seconds"; exit 64; }
command=${1:-}
[ $# = 0 ] || shift
case $command in
  check) check ;;
  up) up ;;
  down) require; down ;;
  exec) enter "$client" "$@" ;;
  serve) enter "$server" "$@" ;;
  cases) cases ;;
  *) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$self" >&2; exit 64 ;;
esac
