// Golden vectors for what the exporter reads as Go does, from Go itself.
//
//	go run tests/tools/go_vectors.go > tests/TcpProbe.Exporter.Tests/Configuration/Go/go_vectors.txt
//
// One case a line, a list in JSON: "lines", and texts without a line feed in them, as those that a probe looks at; "pattern", the pattern,
// and its matches or "error" for one that is refused; "duration", the text, and its nanoseconds or "error"; "template", the pattern, a line,
// the template, and what comes out. A match is the number of the line, a colon, and the groups with commas between: where each begins and
// ends, in bytes, with a hyphen between, or nothing for one that took no part; "fold", letters of which more than two are the same but
// for their case.
//
// Left out is what differs on purpose: \b beside letters beyond ASCII, categories of characters beyond 16 bits, and the capture of a
// repeated group that matches nothing at last.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"time"
	"unicode"
)

var lines = []string{
	"", "a", "b", "ab", "aaa", "abcabc", "+OK ready", "-ERR", "OK", "SSH-2.0-OpenSSH_9.2 Debian", "220 mail.invalid ESMTP Postfix",
	"250-STARTTLS", "PING :12345", "* OK [CAPABILITY IMAP4rev1 STARTTLS] ready", ":irc.invalid 001 nick :Welcome", "a\tb c", "foo_bar-9", "K\u212a\u017fSs",
	"\u00fcber \u00dcBER", "\U0001f600", "x\U0001f600y", "\u4e2d\u6587 \u0663", "a.b*c[d]", "\x01\x7f", "\\Q", "{1,2}", "a{2}", "x{", "^$", "aXbX", "\u03b1\u03a9\u03c2\u03c3\u03a3",
	"1.2.3.4", "a-b", "]", "\v\f\r ", "$1", "\u01c5\u01c6\u01c4", "\u2028 \u00a0",
}

var patterns = []string{
	// What configurations have.
	"^+OK", "^SSH-2.0-", "^SSH-2.0-([^ -]+)(?: (.*))?$", "^220 ([^ ]+) ESMTP (.+)$", "^250-STARTTLS", "PING :([^ ]+)", "^:[^ ]+ 001", "OK.*STARTTLS", "OK",
	"(?P<code>\\d+)[- ](?P<rest>.*)", "(?i)^ping :(\\d+)$", "CAPABILITY IMAP4rev1", "^(\\d+)\\.(\\d+)\\.(\\d+)\\.(\\d+)$",
	// Alternatives, groups, repetitions.
	"", "a|b", "a|", "|a", "()", "(|a)", "(a)(b)?", "(a|ab)(c|bcd)?", "(a*)(a*)", "(a*?)(a*)", "a+?", "a??b", "(?:a)(b)", "((a)(b))c", "(?P<x>a)(b)(?P<y>c)", "(a)|(b)",
	"(a+)(b+)?", "a{2}", "a{2,}", "a{1,2}", "a{0}", "(a){0}b", "a{,2}", "a{", "a{1", "a{1,", "x{", "{", "{1,2}", "a{1,2}?", "(a|b)*c", "(ab)+", "(?:ab){2}", "(a(b(c)))+", "(?:a?)*?b",
	"(\\w+)\\W(\\w+)", "(.)(.)$", ".{3}", "^.$", "^..$", "x.y", "x..y", "(.)y", "[^x]+",
	// Anchors and boundaries.
	"^", "$", "^$", "^*", "^+", "^?", "$*", "$+b", "(^)+a", "(?:^)*b", "^*OK", "\\Aa", "a\\z", "\\Aa\\z", "b\\b", "a\\Bb", "(?m)^b$", "(?m)^a$", "(?s).", "(?-s).", "a$b", "^a^b", "a(?:$)", "(a$|b$)", "(^a|^b)",
	// Flags.
	"(?i)ab", "(?i)AB", "a(?i)B", "(a(?i)B)b", "(?i:A)b", "(?i)(?-i)A", "(?i-s:A.)", "(?is)a.", "(?U)a+", "(?U)a+?", "(?U:a+)a", "a(?i)b|B", "(?i)k", "(?i)K", "(?i)s", "(?i)\\x{17f}", "(?i)[k]", "(?i)[^k]", "(?i)[a-z]+", "(?i)\u00fcber", "(?i)\u03c3+", "(?i)[\u03b1-\u03c9]+",
	"(?i)\u01c6+", "(?i)\\w+", "(?i)\\W", "(?i)[[:lower:]]+", "(?i)[[:^lower:]]", "(?i)\\p{Lu}+", "(?i)\\P{Lu}", "(?)a", "(?i-)a", "(?-)a", "(?--i)a", "(?x)a", "(?i", "(?i:", "(?i)*", "a(?i)*", "(?im-sU)a*",
	// Escapes.
	"\\.", "\\*", "\\[", "\\]", "\\_", "\\-", "\\ ", "\\{", "\\/", "\\\\", "\\a", "\\t", "\\v", "\\f", "\\r", "\\n", "\\x41", "\\x{1F600}", "\\x{61}", "\\x{}", "\\x{110000}", "\\x6", "\\xg1", "\\x{61", "\\0", "\\01", "\\1", "\\12", "\\101", "\\8", "\\07", "\\y", "\\e", "\\Z", "\\G", "\\k", "\\u0061", "\\c", "\\", "a\\", "\\C", "\\\u00fc",
	"\\Qa.b*\\E", "\\Qa.b", "\\Q\\E", "\\Q\\Ea", "\\Qab\\E+", "\\E", "\\Q[d]\\E", "(?i)\\QAB\\E", "\\Q\\Q",
	"\\d", "\\D", "\\s", "\\S", "\\w", "\\W", "\\d+", "\\D+", "\\s+", "\\S+", "\\w+", "\\W+", "\\h", "\\R", "\\X", "\\N",
	"\\pL", "\\pL+", "\\PL+", "\\p{L}", "\\p{^L}", "\\P{^L}", "\\p{Lu}", "\\p{Nd}", "\\pN", "\\p{Lo}+", "\\p{Zs}", "\\p{Any}", "\\P{Any}", "\\p{Sm}", "\\p{Co}", "\\p{Zl}", "\\p", "\\p{", "\\p{L", "\\p{Xx}", "\\pX", "\\p{}", "[\\pL\\d]+", "[^\\pL]", "[\\PL]",
	// Classes.
	"[abc]+", "[^abc]+", "[a-c]+", "[]]", "[]a]+", "[^]]", "[]", "[", "[a", "[^", "[^a", "[a-", "[-a]+", "[a-]+", "[--a]+", "[a\\-b]+", "[b-a]", "[\\d]", "[\\d\\w]+", "[^\\d]", "[^\\D]", "[\\D\\d]", "[^\\D\\d]", "a[^\\x00-\\x{10FFFF}]", "[\\x00-\\x{10FFFF}]+", "[\\s\\S]+",
	"[[:alpha:]]+", "[[:^alpha:]]+", "[^[:alpha:]]+", "[[:digit:][:space:]]+", "[[:word:]]+", "[[:punct:]]+", "[[:cntrl:]]", "[[:print:]]+", "[[:graph:]]+", "[[:xdigit:]]+", "[[:blank:]]", "[[:ascii:]]+", "[[:upper:]]", "[[:alnum:]]+", "[[:foo:]]", "[[:alpha:]", "[[:alpha]+", "[[a]+", "[a[b]+", "[:alpha:]+", "[a-\\d]", "[\\d-z]+", "[a-c-e]+",
	"[\\]]", "[\\[]", "[\\\\]", "[$^.*]+", "[a-b^]+", "[\\n]", "[\\Q]", "[\\b]", "[\\101]", "[\\x41-\\x43]+", "[\\x{1F600}-\\x{1F64F}]", "[^\\x{1F600}]", "[a\\x{1F5FF}-\\x{1F601}]+", "[\\x{10000}-\\x{10FFFF}]", "[\\x{FFFF}-\\x{10001}\\x{1F600}]", "[\u4e00-\u9fff]+", "[\U0001f600]",
	// Mistakes.
	"*", "+a", "?", "{1}", "a**", "a*+", "a+*", "a?*", "a*{2}", "a{2}{3}", "a{2}*", "a*??", "a+?+", "^**", "(*)", "(+a)", "a|*", "|*", "a|+b", "(?:*)", ")", "a)", "(", "(a", "((a)", "(a))", "a{1001}", "a{1000}", "a{2,1}", "a{1,1001}", "(a{100}){11}", "(a{10}){100}", "((a{10}){10}){10}", "((a{10}){10}){11}", "(a*){1001}", "(a{0}){1000}b{0}", "a{01}", "a{1,02}", "a{-1}", "a{ 1}", "a{99999999999}",
	"(?=a)", "(?!a)", "(?<=a)b", "(?<!a)b", "(?>a)", "(?#c)a", "(?P=x)", "(?P>x)", "(?P<x>a", "(?P<>a)", "(?P<x", "(?P<x y>a)", "(?P<x-y>a)", "(?P<1>a)", "(?P<x>a)(?P<x>b)", "(?P<\u00fc>a)", "(?P", "(?", "a++", "a?+", "(a)\\1", "\\1a",
	":[",
}

var durations = []string{
	"5s", "1m30s", "500ms", "1.5h", "0", "0s", "+5s", "1h1m1s1ms1us1ns", "1us", "1\u00b5s", "1\u03bcs", "100ns", "1ns", ".5s", "1.s", "1.5.5s", ".s", ".", "", "s", "5", "5.5", "-", "+", "-5s", "5 s", " 5s", "5s ", "5S", "5d", "5w", "5sec", "1m 30s", "1e3s", "1,5s",
	"2562047h", "2562048h", "9223372036854775807ns", "9223372036854775808ns", "99999999999999999999999s", "0.000000001s", "1h-5m", "m5", "5mm", "none", "0x5s", "00005s", "3.000000000000000000000000001s",
}

var templates = [][3]string{
	{"PING :([^ ]+)", "PING :12345", "PONG ${1}"}, {"PING :([^ ]+)", "PING :12345", "PONG $1"}, {"PING :([^ ]+)", "PING :12345", "PONG $1x"}, {"PING :([^ ]+)", "PING :12345", "PONG ${1}x"},
	{"(?P<a>.)(?P<b>.)", "xy", "$a-${b}-$ab-${ab}-$c"}, {"(.)", "x", "$$1 $$ $"}, {"(.)", "x", "a$"}, {"(.)", "x", "${"}, {"(.)", "x", "${1"}, {"(.)", "x", "${}"}, {"(.)", "x", "${1 }"}, {"(.)", "x", "$ 1"}, {"(.)", "x", "$-1"},
	{"(.)", "x", "$0$00$01$1$2$10"}, {"(.)", "x", "${0}${01}${2}"}, {"(.)|(b)", "x", "<$1$2>"}, {"(.)", "x", "$\u00fc!"}, {"(.)", "x", "\u00fc$1\u00fc"}, {"(.)", "x", "${1\u0663}$1\u0663 $1"}, {"(.)", "\u00fc", "$1"}, {"(?P<_x1>.)", "q", "$_x1 ${_x1}$_x1y"},
	{"x", "x", ""}, {"x", "x", "$1"}, {"x", "x", "plain"}, {"(x)", "x", "$999999999$1"}, {"(x)", "x", "$100000001 $1"}, {"(?P<x>a)", "a", "$x$x.$x-"}, {"(.*)", "a b", "[$1]"}, {"(?i)(a)", "A", "$1"}, {"(x)", "x", "$$$1$$$$"},
	{"(?P<x>a)(?P<x>b)", "ab", "$x$1$2"}, {"(?P<x>a)?(?P<x>b)", "b", "<$x>"},
}

func main() {
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	out.Encode([]any{"lines", lines})
	for _, pattern := range patterns {
		if compiled, err := regexp.Compile(pattern); err != nil {
			out.Encode([]any{"pattern", pattern, "error"})
		} else {
			out.Encode([]any{"pattern", pattern, matches(compiled)})
		}
	}
	for letter := rune(0); letter <= unicode.MaxRune; letter++ {
		if kin := folds(letter); len(kin) > 2 {
			out.Encode([]any{"fold", kin})
		}
	}
	for _, text := range durations {
		if parsed, err := time.ParseDuration(text); err != nil {
			out.Encode([]any{"duration", text, "error"})
		} else {
			out.Encode([]any{"duration", text, parsed.Nanoseconds()})
		}
	}
	for _, t := range templates {
		compiled := regexp.MustCompile(t[0])
		filled := compiled.ExpandString(nil, t[2], t[1], compiled.FindStringSubmatchIndex(t[1]))
		out.Encode([]any{"template", t[0], t[1], t[2], string(filled)})
	}
}

func matches(compiled *regexp.Regexp) string {
	all := []string{}
	for number, line := range lines {
		if found := compiled.FindStringSubmatchIndex(line); found != nil {
			all = append(all, fmt.Sprintf("%d:%s", number, strings.Join(groups(found), ",")))
		}
	}
	return strings.Join(all, " ")
}

// All that are the same as a letter but for their case, if it is the first of them.
func folds(letter rune) []rune {
	all := []rune{letter}
	for next := unicode.SimpleFold(letter); next != letter; next = unicode.SimpleFold(next) {
		if next < letter {
			return nil
		}
		all = append(all, next)
	}
	return all
}

func groups(found []int) []string {
	all := []string{}
	for i := 0; i < len(found); i += 2 {
		if found[i] < 0 {
			all = append(all, "")
		} else {
			all = append(all, fmt.Sprintf("%d-%d", found[i], found[i+1]))
		}
	}
	return all
}
