namespace TcpProbe.Completions;

/// <summary>The part of the completion of fish that knows no option.</summary>
internal static class FishFunctions
{
    /// <summary>What is asked of the command line, and what there is to offer.</summary>
    public const string All = """
        # fish completion of tcpprobe(1), made by: tcpprobe --generate complete-fish

        function __tcpprobe_command -d 'The command of the line: only the very first word is one'
            set -l words (commandline -opc)
            if set -q words[2]; and contains -- $words[2] @COMMANDS@
                echo $words[2]
            else
                echo tcpprobe
            end
        end

        function __tcpprobe_first -d 'Whether this is the very first word'
            test (count (commandline -opc)) -eq 1
        end

        function __tcpprobe_in -d 'Whether this is a word of the command'
            not contains -- -- (commandline -opc); and test (__tcpprobe_command) = $argv[1]
        end

        function __tcpprobe_behind -d 'Whether this stands behind the -- of the command'
            contains -- -- (commandline -opc); and test (__tcpprobe_command) = $argv[1]
        end

        function __tcpprobe_run -d 'What the command behind -- would offer if it stood alone'
            set -l words (commandline -opc)
            set -e words[1..(contains -i -- -- $words)]
            complete -C (string join ' ' -- (string escape -- $words) (commandline -ct))
        end

        function __tcpprobe_operands -d 'The words before this one that are no options and no values'
            set -l words (commandline -opc)
            set -e words[1]
            set -l valued
            switch (__tcpprobe_command)
        @TABLES@
            end
            set -l pending no
            for word in $words
                if test $pending = yes
                    set pending no
                    continue
                end
                switch $word
                    case '--*'
                        contains -- $word $valued; and set pending yes
                    case '-?*'
                        for letter in (string split '' -- (string sub -s 2 -- $word))
                            if contains -- -$letter $valued
                                string match -q -- "*$letter" $word; and set pending yes
                                break
                            end
                        end
                    case '*'
                        echo $word
                end
            end
        end

        function __tcpprobe_value -d 'The value of an option as far as it is typed'
            commandline -ct | string replace -r -- '^--[^=]*=' ''
        end

        function __tcpprobe_list -d 'ALONE WORD...: words with commas, each once'
            set -l before (string match -r -- '^.*,' (__tcpprobe_value))
            test -z "$before" -a -n "$argv[1]"; and echo $argv[1]
            for word in $argv[2..]
                string match -q -- "*,$word,*" ",$before"; or echo "$before$word"
            end
        end

        function __tcpprobe_word_file -d 'WORD[=FILE]'
            set -l value (__tcpprobe_value | string replace -r -- '^-[^-=]*?o' '')
            if set -l parts (string match -r -- '^([^=]*=)(.*)$' $value)
                printf '%s\n' $parts[2](__fish_complete_path $parts[3])
            else
                printf '%s\n' $argv
            end
        end

        # The shell leaves out what this machine calls itself, which is what a probe is often for.
        function __tcpprobe_hosts
            echo localhost
            __fish_print_hostnames
        end

        function __tcpprobe_ports
            test -r /etc/services; and string replace -rf -- '^([^#\s]\S*)\s+[0-9]+/tcp\b.*' '$1' </etc/services
        end

        function __tcpprobe_congestion
            set -l names /proc/sys/net/ipv4/tcp_available_congestion_control
            test -r $names; and string split ' ' <$names
        end

        function __tcpprobe_host_ports -d 'HOST:PORT'
            set -l word (commandline -ct)
            if set -l before (string match -r -- '^.*:' $word)
                printf '%s\n' $before(__tcpprobe_ports)
            else
                printf '%s:\n' (__tcpprobe_hosts)
            end
        end

        function __tcpprobe_targets -d 'HOST PORT, or HOST:PORT each'
            string match -q -- '-*' (commandline -ct); and return
            set -l operands (__tcpprobe_operands)
            switch (count $operands)
                case 0
                    if string match -q -- '*:*' (commandline -ct)
                        __tcpprobe_host_ports
                    else
                        __tcpprobe_hosts
                    end
                case 1
                    if string match -q -r -- '\]:|^[^:]*:[^:]*$' $operands
                        __tcpprobe_host_ports
                    else
                        set -l before (string match -r -- '^.*,' (commandline -ct))
                        printf '%s\n' "$before"(__tcpprobe_ports)
                    end
                case '*'
                    __tcpprobe_host_ports
            end
        end

        complete -c tcpprobe -f

        """;
}
