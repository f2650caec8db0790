namespace TcpProbe.Completions;

/// <summary>The part of the completion of zsh that knows no option.</summary>
internal static class ZshFunctions
{
    /// <summary>Finds out whose options and words are completed.</summary>
    public const string Dispatch = """
        #compdef tcpprobe
        # zsh completion of tcpprobe(1), made by: tcpprobe --generate complete-zsh

        _tcpprobe() {
          local curcontext=$curcontext state state_descr line name=tcpprobe ret=1
          local -A opt_args
          local -a specs called
          local -i dashes=${words[(ie)--]}

          # Only the very first word is a command: behind an option it is a host.
          if (( CURRENT > 2 )) && [[ $words[2] == (@COMMANDS@) ]]; then
            name=$words[2]
          fi

          # Behind -- stands a command of the system.
          if (( dashes < CURRENT )); then
            [[ $name == (@RUNNING@) ]] || return 1
            words=("${(@)words[dashes+1,-1]}")
            (( CURRENT -= dashes ))
            if (( CURRENT == 1 )); then
              _command_names -e
            else
              _normal
            fi
            return
          fi

          if [[ $name != tcpprobe ]]; then
            shift words
            (( CURRENT-- ))
          fi
          case $name in
        @TABLES@
          esac

          _arguments -s -S -C "$specs[@]" && ret=0
          case $state in
            (first)
              if (( CURRENT == 2 )); then
                called=(@DESCRIBED@)
                _describe -t commands command called && ret=0
              fi
              if compset -P '*:'; then
                _ports && ret=0
              else
                _hosts && ret=0
              fi ;;
            (second)
              # A host with its port is followed by another one of the kind.
              if [[ $line[1] == *']:'* || ( $line[1] == *:* && $line[1] != *:*:* ) ]]; then
                _tcpprobe_host_port && ret=0
              else
                compset -P '*,'
                _ports && ret=0
              fi ;;
          esac
          return ret
        }

        """;

    /// <summary>What there is to offer.</summary>
    public const string Offers = """

        # HOST:PORT
        _tcpprobe_host_port() {
          if compset -P '*:'; then
            _ports
          else
            _hosts -S :
          fi
        }

        # WORD[=FILE]
        _tcpprobe_word_file() {
          local expl
          if compset -P '*='; then
            _files
          else
            _wanted words expl word compadd - "$@"
          fi
        }

        # Words that are not the whole value.
        _tcpprobe_begin() {
          local expl
          _wanted words expl word compadd -S '' - "$@"
        }

        _tcpprobe_congestion() {
          local expl
          [[ -r /proc/sys/net/ipv4/tcp_available_congestion_control ]] &&
            _wanted algorithms expl algorithm compadd - $(</proc/sys/net/ipv4/tcp_available_congestion_control)
        }

        if [[ $funcstack[1] == _tcpprobe ]]; then
          _tcpprobe "$@"
        else
          compdef _tcpprobe tcpprobe
        fi

        """;
}
