#!/usr/bin/env python3
"""Types a line and a TAB into a real shell on a terminal, and prints what the shell showed and, as the last line, what the line became.
tab.py bash|zsh SCRIPT LINE [PREPARATION]
The shell has no start-up file of its own; PREPARATION is said before SCRIPT, the completion, is loaded."""
import os
import pty
import re
import select
import shlex
import sys

BEGIN, END = b"\x01<", b">\x02"
SECONDS = 30

# What comes between BEGIN and END is said by the shell: the typed words themselves never hold these bytes.
BASH = r"""
bind 'set enable-bracketed-paste off'; bind 'set show-all-if-ambiguous on'; bind 'set page-completions off'
bind 'set completion-query-items 0'; bind 'set bell-style none'; bind 'set completion-display-width 0'
became() { printf '\n\001<%s>\002' "$READLINE_LINE"; }
bind -x '"\C-t": became'
"""
ZSH = r"""
autoload -Uz compinit; compinit -D -u; zstyle ':completion:*' menu no; LISTMAX=0; unsetopt always_last_prompt auto_menu list_beep
became() { zle list-choices; zle -R; zle complete-word; print -rn -- $'\n\001<'$BUFFER$'>\002' }
zle -N became; bindkey '^I' became
"""
SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], BASH, b"\t\x14"),
    "zsh": (["zsh", "-f", "-i"], ZSH, b"\t"),
}


def read_until(terminal, mark):
    text = b""
    while mark not in text:
        if not select.select([terminal], [], [], SECONDS)[0]:
            sys.exit(f"the shell is silent after {text!r}")
        text += os.read(terminal, 65536)
    return text


def main():
    shell, script, line = sys.argv[1:4]
    words, setting, keys = SHELLS[shell]
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="dumb", COLUMNS="200", LINES="500", PS1="", PS2="", HISTFILE="/dev/null")
        os.execvp(words[0], words)
    ready = r"PS1=; stty -echo rows 500 cols 200; printf '\001<'; printf 'ready>\002'"
    setup = [*setting.strip().splitlines(), *sys.argv[4:], "source " + shlex.quote(script), ready]
    os.write(terminal, ("; ".join(setup) + "\n").encode())
    read_until(terminal, BEGIN + b"ready" + END)
    os.write(terminal, line.encode() + keys)
    shown = read_until(terminal, END)
    os.kill(child, 9)
    seen, _, became = shown.partition(END)[0].rpartition(BEGIN)
    print(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\r", "", seen.decode()).strip())
    print(became.decode())


main()
