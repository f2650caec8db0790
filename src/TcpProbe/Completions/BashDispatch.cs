namespace TcpProbe.Completions;

/// <summary>Finds out what bash is to complete.</summary>
internal static class BashDispatch
{
    /// <summary>Finds out what is completed: <c>_tcpprobe_value</c> for the option <c>$pending</c>, or <c>_tcpprobe_operand</c>.</summary>
    // A shell with errexit ends with a function that does: so none of them ends on a test that may fail.
    // bash splits words at : and = too, and replaces only what stands behind the last of these.
    public const string Main = """
        # bash completion of tcpprobe(1), made by: tcpprobe --generate complete-bash
        # shellcheck shell=bash

        _tcpprobe() {
          local IFS=$' \t\n' line=${COMP_LINE:0:COMP_POINT} word i j
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
                if [[ -n $runs ]]; then _tcpprobe_behind "$((places[i] + 1))" || true; fi
                return 0
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
          local bare=${current%%[\"\']*} breaks=$' \t\n"\'@><=;|&(:' kept
          breaks=${COMP_WORDBREAKS-$breaks}
          value=${current//[\"\']/}
          kept=${bare%"${bare##*["$breaks"]}"}
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
}
