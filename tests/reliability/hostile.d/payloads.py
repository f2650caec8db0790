"""What a peer may say to do harm to a terminal, a reader of a format, or a person."""

PAYLOADS = {
    "plain": b"+OK ready\r\n",
    "ansi": b"\x1b[2J\x1b[31mred\x1b[0m\x1b[1;1H\x1bc",
    "osc": b"\x1b]0;owned\x07\x1b]8;;http://x.invalid/\x1b\\link\x1b]8;;\x1b\\\x1bP+q544e\x1b\\",
    "title-c1": b"\x9d0;owned\x9c\x9b31m\x90q\x85\x8d",
    "c1-utf8": "\u009b31m\u0085\u009d0;x\u009c".encode(),
    "controls": bytes(range(32)) + b"\x7f",
    "nul": b"a\0b\0\0",
    "overprint": b"failed\rok    \b\b\b\v\f",
    "bidi": "\u202eko\u202c \u2066x\u2069 \u200f\u200e\u061c\u202a\u202b\u202d\u2067\u2068".encode(),
    "hidden": "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\U000e0041\U000e007f".encode(),
    "hidden-beyond-16-bits": "a\U000e0041\U000e007f\U0001d173\U00013430b".encode(),
    "separators": "a\u2028b\u2029c\u0085d".encode(),
    "not-utf8": b"\xff\xfe\xc3\x28\xc0\x80\xe2\x82\xf0\x9f\x98\xf8\x88",
    "surrogates": b"\xed\xa0\x80\xed\xb0\x80\xed\xbf\xbf",
    "all-bytes": bytes(range(256)),
    "perfdata": b"|time=0s;;;0 x=1\nTCP OK - all is well|time=0s\n'a'=1",
    "json": b"\",\"ok\":true,\"exit_code\":0,\"x\":\"\\u0041\n{}\x00\\",
    "xml": b"]]></system-out></testcase></testsuite><failure/><!-- &lt; &#0; %x; -->",
    "tap": b"x\nok 2 - forged # TODO\n  ...\n1..0 # SKIP\nBail out!\n",
    "prometheus": b"probe_success 1\n# TYPE x gauge\nx{a=\"b\"} 1\n\"} 0\\",
    "csv": b"=cmd|' /C calc'!A0\n,\"a\",\r\n;=1+1;@SUM(1)\t+1",
    "shell": b"$(id)`id`${HOME}%n%s%x'\\\"{0}{Line}{{",
    "log": b"\n[tcpprobe (1)] closed with FIN\nlocalhost:1 ok: connected\n",
    "line-of-10-MiB": b"\x1b[31m\xff\xe2\x80\xae" * (10 * 1024 * 1024 // 9) + b"\n",
}

# Labels are the user's: what hides, turns or ends a line is refused, everything else stands in every format.
LABELS = {
    "plain": "the base",
    "perfdata": "a|b 'x'=1;2;3 | time=0s",
    "xml": "<b>&amp;\"]]>--><failure/>",
    "tap": "x # TODO \\# SKIP \\",
    "json": "\",\"ok\":true,\"\\u0041",
    "prometheus": "a\"} 0 \\n \\",
    "csv": "=1+1;@SUM(1),\"a\"",
    "right-to-left": "\u05d0\u05d1\u05d2 \u0645\u0631\u062d\u0628\u0627",
    "wide": "\u6f22\u5b57 \U0001f600 e\u0301\u200d\u2764",
    "format": "%s %n {0} {Line} ${HOME} `id`",
}
REFUSED_LABELS = ("ansi", "c1-utf8", "bidi", "hidden", "hidden-beyond-16-bits", "separators", "not-utf8", "surrogates", "controls", "title-c1")

# Names of a certificate that nobody would make.
LONG = {
    "10,000 characters": b"x" * 10_000,
    "10,000 escapes": b"\x1b" * 10_000,
    "3,333 turns": "\u202e".encode() * 3_333,
}
