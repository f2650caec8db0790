#!/usr/bin/env python3
"""Golden vectors for the struct format, from CPython on a 64-bit little-endian Unix.

    python3 tests/tools/struct_vectors.py > tests/TcpProbe.Core.Tests/Payloads/struct_vectors.txt

One case a line, tabs between: an argument for tcpprobe, the packed bytes in hex, the values unpacked from them.
A line with "error" instead of the hex is a case that CPython refuses too. A number as first argument asks for
so many random cases besides the written ones; a second number is their seed. Further tables, random all over:

    python3 tests/tools/struct_vectors.py structs COUNT SEED    as above, mistakes among them
    python3 tests/tools/struct_vectors.py formats COUNT SEED    a format in escapes, and what calcsize says of it or "error"
    python3 tests/tools/struct_vectors.py replies COUNT SEED    a format, random bytes in hex, the values unpacked from them

Left out is what differs on purpose: a pointer below 0 and a native float that is too large are errors in tcpprobe, 0p is none.
"""
import random
import struct
import sys

WRITTEN = [
    ("! I 2s Q 2h f", (1, b"ab", 2, 3, 3, 2.5)),
    ("", ()), ("!", ()), ("4x", ()), ("!0x", ()), ("0s", (b"",)), ("!0s0s", (b"x", b"")), ("@b0i", (1,)), ("@b0q0h", (-1,)),
    ("=b0i", (1,)), ("bi", (1, 2)), ("@bq", (1, 2)), ("@bhbibq", (1, 2, 3, 4, 5, 6)), ("@ c h c i c l c q", (b"a", 1, b"b", 2, b"c", 3, b"d", 4)),
    ("@qb", (1, 2)), ("@be", (1, 1.5)), ("@bf", (1, 1.5)), ("@bd", (1, 1.5)), ("@bP", (1, 2)), ("@bn", (1, -2)), ("@bN", (1, 2)),
    ("@s h", (b"x", 1)), ("@3sI", (b"abc", 1)), ("@3p2h", (b"abc", 1, 2)), ("@?h", (True, 1)), ("@x3xi", (5,)), ("@5xd", (0.1,)),
    ("<bhilq", (-128, -32768, -2**31, -2**31, -2**63)), (">bhilq", (127, 32767, 2**31 - 1, 2**31 - 1, 2**63 - 1)),
    ("<BHILQ", (255, 65535, 2**32 - 1, 2**32 - 1, 2**64 - 1)), ("!BHILQ", (1, 2, 3, 4, 5)), ("@lL", (-2**63, 2**64 - 1)),
    ("=lL", (-2**31, 2**32 - 1)), ("nN", (-2**63, 2**64 - 1)), ("P", (2**64 - 1,)), ("P", (0,)),
    ("<e", (65504.0,)), ("<e", (65519.99,)), ("!e", (-65504.0,)), (">e", (5.960464477539063e-08,)), ("<e", (2.98e-08,)), ("<e", (2.980232238769532e-08,)),
    ("<e", (6.103515625e-05,)), ("<e", (1.0009765625,)), ("<e", (1.00048828125,)), ("<e", (1.000488281251,)), ("<e", (0.1,)), ("<e", (-0.0,)),
    ("<e", (float("inf"),)), ("<e", (float("nan"),)), ("!e", (float("-inf"),)), ("!3e", (1, -2, 1e-9)),
    ("<f", (3.4028234663852886e38,)), ("<f", (3.4028235677973362e38,)), (">f", (1e-45,)), (">f", (7e-46,)), ("!f", (0.1,)), ("!f", (-0.0,)),
    ("<f", (float("inf"),)), (">f", (float("nan"),)), ("=f", (float("-inf"),)), ("!f", (16777217.0,)), ("!f", (1,)),
    ("<d", (0.1,)), (">d", (1.7976931348623157e308,)), ("!d", (5e-324,)), ("<d", (-0.0,)), ("<d", (float("nan"),)), ("<d", (float("-inf"),)),
    ("!3d", (1, 2.5, 1e22)), ("!d", (123456789012345678,)),
    ("?", (True,)), ("!3?", (True, False, True)), ("c", (b"\x00",)), ("3c", (b" ", b":", b"\\")), ("!c", (b"\xff",)),
    ("5s", (b"ab",)), ("2s", (b"abcdef",)), ("s", (b"",)), ("4s", (b"\x00\xff\"'",)), ("!10s", (b"a b:c ${x}",)), ("!3s2s", (b"''", b":")),
    ("5p", (b"ab",)), ("5p", (b"abcdef",)), ("p", (b"abc",)), ("1p", (b"",)), ("2p", (b"abc",)), ("256p", (b"x" * 300,)), ("258p", (b"y" * 300,)),
    ("300p", (b"z" * 299,)), ("3p3p", (b"a", b"bc")), ("2h2H", (-1, -2, 3, 4)), ("03h", (1, 2, 3)), ("<\t2b\n3x\v1b\f1s\r", (1, 2, 3, b"q")),
    ("0b0h0i0q", ()), ("!0h2s0h", (b"hi",)), ("10x0d", ()), ("@h0d", (1,)),
]

REFUSED = [
    ("y", ()), ("!n", (1,)), ("<N", (1,)), ("=P", (1,)), ("3", ()), ("!3 h", (1, 2, 3)), ("h!", (1,)), ("h<h", (1, 2)), ("!!", ()), ("-1h", (1,)), ("h,h", (1, 2)),
    ("b", (128,)), ("b", (-129,)), ("B", (256,)), ("B", (-1,)), ("h", (40000,)), ("h", (-32769,)), ("H", (65536,)), ("i", (2**31,)), ("I", (-1,)), ("I", (2**32,)),
    ("<l", (2**31,)), ("@l", (2**63,)), ("<L", (2**32,)), ("q", (2**63,)), ("q", (-2**63 - 1,)), ("Q", (2**64,)), ("Q", (-1,)), ("n", (2**63,)), ("N", (-1,)), ("N", (2**64,)),
    ("P", (2**64,)), ("e", (65520.0,)), ("e", (-1e6,)), ("!f", (3.4028235677973366e38,)), ("<f", (-1e39,)), ("=f", (1e39,)), ("c", (b"",)), ("c", (b"ab",)), ("2h", (1,)), ("h", (1, 2)), ("x", (1,)),
    ("h", (1.5,)), ("Q", (2**200,)),
]


def word(value):
    """A value as a word of tcpprobe's command line."""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, bytes):
        return repr(value)
    if value in (b"", b"''"):
        return "''" if not value else r"\x27\x27"
    return "".join(chr(b) if 0x20 < b < 0x7F and b not in b'\\:' else rf"\x{b:02x}" for b in value)


def line(form, values):
    argument = form.translate({9: r" ", 10: " ", 11: " ", 12: " ", 13: " "}) + ": " + " ".join(map(word, values))
    try:
        packed = struct.pack(form, *values)
        unpacked = " ".join(map(word, struct.unpack(form, packed)))
    except (struct.error, OverflowError):
        return f"{argument.rstrip()}\terror\t"
    return f"{argument.rstrip()}\t{packed.hex()}\t{unpacked}"


def random_value(dice, code, width, size):
    if code in "efd":
        bits = struct.unpack("<d", dice.randbytes(8))[0]
        largest = {"e": 70000.0, "f": 4e38, "d": 1.7e308}[code]
        exponent = {"e": (-26, 15), "f": (-150, 127), "d": (-1074, 1023)}[code]
        return dice.choice([
            dice.uniform(-largest, largest), dice.uniform(-2, 2), dice.uniform(-2, 2) * 2.0 ** dice.randint(*exponent),
            float(dice.randint(-5, 5)), dice.randint(-9, 9), float("inf"), float("-inf"), float("nan"), -0.0,
            bits if code == "d" and bits == bits else 0.5])
    if code == "?":
        return dice.random() < 0.5
    if code == "c":
        return dice.randbytes(1)
    if code in "sp":
        return dice.randbytes(dice.choice([0, 1, width, width, max(0, width - 1), width + 1, 2 * width]))
    bits = 8 * size
    low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if code in "bhilqn" else (0, (1 << bits) - 1)
    beyond = [high + 1, -1 if code == "P" else low - 1] if code != "P" else [high + 1]
    return dice.choice([low, high, dice.randint(low, high), dice.randint(low, high), dice.randint(low, high), dice.randint(low, high) >> dice.randint(0, bits), min(1, high)]
                       + (beyond if dice.random() < 0.05 else []))


def random_format(dice):
    """Mostly nonsense, of all the characters that mean something and a few that do not."""
    alphabet = "xcbB?hHiIlLqQnNefdspP" * 3 + "0123456789" * 2 + "@=<>! \t\n\v\f\r,-+_yzZ:'\"\\\0é😀"
    pieces = [dice.choice(alphabet) if dice.random() < 0.4 else dice.choice(["", "", "2", "03", "0", str(dice.randint(0, 10 ** dice.randint(1, 22)))])
              + dice.choice("xcbB?hHiIlLqQefdsp" + "nNP") for _ in range(dice.randint(0, 6))]
    return dice.choice(["", "", "@", "=", "<", ">", "!", " "]) + dice.choice(["", " "]).join(pieces)


def format_line(form):
    escaped = "".join(chr(b) if 0x20 <= b < 0x7F and b != 0x5C else rf"\x{b:02x}" for b in form.encode())
    try:
        return f"{escaped}\t{struct.calcsize(form)}"
    except (struct.error, ValueError, OverflowError, MemoryError):
        return f"{escaped}\terror"


def reply_line(dice):
    form = random_case(dice)[0]
    reply = dice.choice([dice.randbytes, lambda size: bytes(dice.choice(b"\0\1\x7f\x80\xff") for _ in range(size))])(struct.calcsize(form))
    return f"{form}\t{reply.hex()}\t{' '.join(map(word, struct.unpack(form, reply)))}"


def with_mistake(dice, form, values):
    """A value too many, one too few, or one of another kind."""
    values = list(values)
    mistake = dice.randrange(4)
    if mistake == 0:
        values.insert(dice.randint(0, len(values)), dice.choice([1, b"ab", 0.5, True]))
    elif values:
        at = dice.randrange(len(values))
        value = values.pop(at)
        if mistake > 1 and isinstance(value, bytes):
            values.insert(at, value + b"x")
        elif mistake > 1 and not isinstance(value, bool):
            values.insert(at, dice.choice([1.5, 10 ** 400, -(10 ** 400), float("nan"), 2 ** 64, -(2 ** 64), -(2 ** 63) - 1]))
    return form, values


def random_struct(dice):
    form, values = random_case(dice)
    native = (form + "@")[0] not in "=<>!"
    if dice.random() < 0.2 and not (native and ("P" in form or "f" in form)):
        form, values = with_mistake(dice, form, values)
    return form, values


def random_case(dice):
    order = dice.choice(["", "@", "=", "<", ">", "!"])
    codes = "xcbB?hHiIlLqQefdsp" + ("nNP" if order in ("", "@") else "")
    form, values = order, []
    for _ in range(dice.randint(1, 8)):
        code = dice.choice(codes)
        count = dice.choice([None, None, None, 0, 1, 2, 3, dice.randint(0, 20)])
        piece = dice.choice(["", "", " ", "  "]) + ("" if count is None else str(count)) + code
        if code == "p" and count == 0:
            continue  # CPython 3.11 packs it and then fails to unpack it.
        form += piece
        if code == "x":
            continue
        number = 1 if count is None else count
        width, repeat = (number, 1) if code in "sp" else (0, number)
        size = struct.calcsize((order or "@") + code)
        values += [random_value(dice, code, width, size) for _ in range(repeat)]
        if code == "f" and order in ("", "@"):
            # A native float that is too large becomes inf in CPython and an error in tcpprobe, as everywhere else.
            values = [0.5 if isinstance(v, float) and 3.4028235e38 < abs(v) < float("inf") else v for v in values]
    return form, values


def main():
    if len(sys.argv) == 4:
        dice = random.Random(int(sys.argv[3]))
        make = {"structs": lambda: line(*random_struct(dice)), "formats": lambda: format_line(random_format(dice)), "replies": lambda: reply_line(dice)}[sys.argv[1]]
        for _ in range(int(sys.argv[2])):
            print(make())
        return
    count, seed = (int(sys.argv[i]) if len(sys.argv) > i else default for i, default in ((1, 40), (2, 1)))
    dice = random.Random(seed)
    for form, values in WRITTEN + REFUSED + [random_case(dice) for _ in range(count)]:
        print(line(form, values))


if __name__ == "__main__":
    main()
