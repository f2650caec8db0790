namespace TcpProbe.Completions;

/// <summary>What the completion of bash can offer.</summary>
internal static class BashOffers
{
    /// <summary>What there is to offer for <c>$value</c>, of which <c>$prefix</c> stands before it.</summary>
    public const string All = """
        # The words that go on as it was typed.
        _tcpprobe_offer() {
          local word
          for word; do
            if [[ $word == "$value"* ]]; then COMPREPLY+=("$prefix$word"); fi
          done
        }

        # The same for what is not the end of the word.
        _tcpprobe_begin() {
          compopt -o nospace
          _tcpprobe_offer "$@"
        }

        # ALONE WORD...: words with commas, each once.
        _tcpprobe_list() {
          local word members=,${value%"${value##*,}"}
          if [[ -n $1 && $members == , ]]; then _tcpprobe_offer "$1"; fi
          shift
          prefix+=${members#,}
          value=${value##*,}
          for word; do
            if [[ $members != *",$word,"* ]]; then _tcpprobe_begin "$word"; fi
          done
        }

        # WORD[=FILE]
        _tcpprobe_word_file() {
          if [[ $value == *=* ]]; then
            prefix+=${value%%=*}=
            value=${value#*=}
            _tcpprobe_file
          else
            _tcpprobe_offer "$@"
          fi
        }

        _tcpprobe_file() {
          compopt -o default -o bashdefault
          if [[ -n $prefix && $breaks != *=* ]]; then
            local -a files
            mapfile -t files < <(compgen -f -- "$value")
            compopt -o filenames
            _tcpprobe_offer "${files[@]}"
          fi
        }

        _tcpprobe_host() {
          local -a hosts
          mapfile -t hosts < <(compgen -A hostname)
          _tcpprobe_offer "${hosts[@]}"
        }

        _tcpprobe_port() {
          local -a services
          mapfile -t services < <(compgen -A service)
          prefix+=${value%"${value##*,}"}
          value=${value##*,}
          _tcpprobe_offer "${services[@]}"
        }

        _tcpprobe_host_port() {
          if [[ $value == *:* ]]; then
            prefix+=${value%:*}:
            value=${value##*:}
            _tcpprobe_port
          else
            local -a hosts
            mapfile -t hosts < <(compgen -A hostname -S :)
            _tcpprobe_begin "${hosts[@]}"
          fi
        }

        # HOST PORT, or HOST:PORT each.
        _tcpprobe_target() {
          local host=${operands[0]-}
          if ((last == 1)); then
            _tcpprobe_offer @COMMAND_WORDS@
          fi
          if ((${#operands[@]} == 0)) && [[ $value != *:* ]]; then
            _tcpprobe_host
          elif ((${#operands[@]} == 1)) && [[ $host != *]:* && ($host != *:* || $host == *:*:*) ]]; then
            _tcpprobe_port
          else
            _tcpprobe_host_port
          fi
        }

        _tcpprobe_interface() {
          local -a interfaces=(/sys/class/net/*)
          if [[ -e ${interfaces[0]} ]]; then _tcpprobe_offer "${interfaces[@]##*/}"; fi
        }

        _tcpprobe_congestion() {
          local -a names
          if [[ -r /proc/sys/net/ipv4/tcp_available_congestion_control ]]; then
            read -ra names </proc/sys/net/ipv4/tcp_available_congestion_control
            _tcpprobe_offer "${names[@]}"
          fi
        }

        # The command behind --, which begins at a place of COMP_WORDS: as if it stood alone, where bash-completion is there.
        _tcpprobe_behind() {
          if declare -F _comp_command_offset >/dev/null; then
            _comp_command_offset "$1"
          elif declare -F _command_offset >/dev/null; then
            _command_offset "$1"
          elif ((COMP_CWORD == $1)); then
            mapfile -t COMPREPLY < <(compgen -c -- "${COMP_WORDS[COMP_CWORD]}")
          else
            compopt -o default -o bashdefault
          fi
        }

        """;
}
