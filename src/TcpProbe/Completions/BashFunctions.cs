namespace TcpProbe.Completions;

/// <summary>The part of the completion of bash that knows no option: it finds out what is completed, and what there is.</summary>
internal static class BashFunctions
{
    /// <summary>Finds out what is completed: <c>_tcpprobe_value</c> for the option <c>$pending</c>, or <c>_tcpprobe_operand</c>.</summary>
    // bash splits words at : and = too, and replaces only what stands behind the last of these.
    public const string Dispatch = """
        # bash completion of tcpprobe(1), made by: tcpprobe --generate complete-bash
        # shellcheck shell=bash

        _tcpprobe() {
          local line=${COMP_LINE:0:COMP_POINT} word i j
          local -a typed=() places=() operands=()
          for ((i = 0; i <= COMP_CWORD; i++)); do
            word=${line#"${line%%[![:space:]]*}"}
            if [[ $i == 0 || $word != "$line" ]]; then
              typed+=('')
              places+=("$i")
            fi
            ((i < COMP_CWORD)) && word=${COMP_WORDS[i]}
            typed[${#typed[@]} - 1]+=$word
            line=${line#"${line%%[![:space:]]*}"}
            line=${line#"$word"}
          done

          local last=$((${#typed[@]} - 1)) first=1 command=tcpprobe options valued runs=''
          if ((last > 1)); then
            case ${typed[1]} in
              @COMMANDS@)
                command=${typed[1]}
                first=2
                ;;
            esac
          fi
          case $command in
        @TABLES@
          esac

          local pending=''
          for ((i = first; i < last; i++)); do
            word=${typed[i]}
            if [[ -n $pending && $word != -- && " $options " != *" $word "* ]]; then
              pending=''
              continue
            fi
            pending=''
            case $word in
              --)
                [[ -n $runs ]] && _tcpprobe_behind "$((places[i] + 1))"
                return
                ;;
              --*) [[ " $valued " == *" $word "* ]] && pending=$word ;;
              -?*)
                for ((j = 1; j < ${#word}; j++)); do
                  [[ " $valued " == *" -${word:j:1} "* ]] || continue
                  ((j + 1 == ${#word})) && pending=-${word:j:1}
                  break
                done
                ;;
              *) operands+=("$word") ;;
            esac
          done

          local current=${typed[last]} prefix='' value
          local bare=${current%%[\"\']*} kept
          value=${current//[\"\']/}
          kept=${bare%"${bare##*["$COMP_WORDBREAKS"]}"}
          if [[ -z $pending && $value == --*=* && " $valued " == *" ${value%%=*} "* ]]; then
            pending=${value%%=*}
            prefix=$pending=
          elif [[ -z $pending && $value == -[!-]?* ]]; then
            for ((j = 1; j + 1 < ${#value}; j++)); do
              [[ " $valued " == *" -${value:j:1} "* ]] || continue
              pending=-${value:j:1}
              break
            done
            [[ -n $pending ]] && prefix=${value:0:j+1}
          fi
          value=${value#"$prefix"}

          COMPREPLY=()
          if [[ -n $pending ]]; then
            _tcpprobe_value
          elif [[ $value == -* ]]; then
            # shellcheck disable=SC2086 # They are words.
            _tcpprobe_offer $options
          else
            _tcpprobe_operand
          fi
          COMPREPLY=("${COMPREPLY[@]#"$kept"}")
        }

        """;

    /// <summary>What there is to offer for <c>$value</c>, of which <c>$prefix</c> stands before it.</summary>
    public const string Offers = """
        # The words that go on as it was typed.
        _tcpprobe_offer() {
          local word
          for word; do
            [[ $word == "$value"* ]] && COMPREPLY+=("$prefix$word")
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
          [[ -n $1 && $members == , ]] && _tcpprobe_offer "$1"
          shift
          prefix+=${members#,}
          value=${value##*,}
          for word; do
            [[ $members == *",$word,"* ]] || _tcpprobe_begin "$word"
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
          if [[ -n $prefix && $COMP_WORDBREAKS != *=* ]]; then
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
          [[ -e ${interfaces[0]} ]] && _tcpprobe_offer "${interfaces[@]##*/}"
        }

        _tcpprobe_congestion() {
          local -a names
          [[ -r /proc/sys/net/ipv4/tcp_available_congestion_control ]] &&
            read -ra names </proc/sys/net/ipv4/tcp_available_congestion_control && _tcpprobe_offer "${names[@]}"
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
