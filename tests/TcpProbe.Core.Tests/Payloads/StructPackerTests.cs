using System.Text;
using CsCheck;
using TcpProbe.Core.Payloads;
using static TcpProbe.Core.Payloads.StructValue;

namespace TcpProbe.Core.Tests.Payloads;

public sealed class StructPackerTests
{
    private static readonly StructFormat Recipe = StructFormat.Parse("! I 2s Q 2h f");
    private static readonly StructValue[] RecipeValues =
        [new Integer(1), new Characters("ab"u8.ToArray()), new Integer(2), new Integer(3), new Integer(3), new FloatingPoint(2.5)];

    [Fact]
    public void The_recipes_struct_packs_into_22_bytes() =>
        Assert.Equal("00000001616200000000000000020003000340200000", Convert.ToHexStringLower(StructPacker.Pack(Recipe, RecipeValues)));

    [Fact]
    public void The_recipes_22_bytes_unpack_into_its_values() =>
        Assert.Equal(RecipeValues, StructUnpacker.Unpack(Recipe, Convert.FromHexString("00000001616200000000000000020003000340200000")));

    [Theory]
    [InlineData("b", -128, 127)]
    [InlineData("B", 0, 255)]
    [InlineData("h", -32768, 32767)]
    [InlineData("H", 0, 65535)]
    [InlineData("i", int.MinValue, int.MaxValue)]
    [InlineData("I", 0, uint.MaxValue)]
    [InlineData("<l", int.MinValue, int.MaxValue)]
    [InlineData("@l", long.MinValue, long.MaxValue)]
    [InlineData("q", long.MinValue, long.MaxValue)]
    [InlineData("n", long.MinValue, long.MaxValue)]
    public void A_whole_number_fits_up_to_its_bounds_and_not_past_them(string text, long min, long max)
    {
        StructFormat format = StructFormat.Parse(text);
        foreach (Int128 fits in (Int128[])[min, max])
        {
            byte[] packed = StructPacker.Pack(format, [new Integer(fits)]);
            Assert.Equal([new Integer(fits)], StructUnpacker.Unpack(format, packed));
        }

        foreach (Int128 beyond in (Int128[])[(Int128)min - 1, (Int128)max + 1])
        {
            FormatException error = Assert.Throws<FormatException>(() => StructPacker.Pack(format, [new Integer(beyond)]));
            Assert.Equal($"field 1 ({text[^1]}): {beyond} does not fit in {min}..{max}", error.Message);
        }
    }

    [Theory]
    [InlineData("Q")]
    [InlineData("N")]
    [InlineData("P")]
    [InlineData("@L")]
    public void An_unsigned_number_of_8_bytes_reaches_to_2_to_the_64(string text)
    {
        StructFormat format = StructFormat.Parse(text);
        Assert.Equal(Enumerable.Repeat((byte)0xff, 8), StructPacker.Pack(format, [new Integer(ulong.MaxValue)]));
        Assert.Equal([new Integer(ulong.MaxValue)], StructUnpacker.Unpack(format, Enumerable.Repeat((byte)0xff, 8).ToArray()));
        Assert.Throws<FormatException>(() => StructPacker.Pack(format, [new Integer((Int128)ulong.MaxValue + 1)]));
        Assert.Throws<FormatException>(() => StructPacker.Pack(format, [new Integer(-1)]));
    }

    [Theory]
    [InlineData("!f", 1e39, "field 1 (f): 1e+39 is too large for a float of 4 bytes")]
    [InlineData("!e", -65520, "field 1 (e): -65520 is too large for a float of 2 bytes")]
    public void A_float_that_would_become_infinite_is_refused(string text, double value, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => StructPacker.Pack(StructFormat.Parse(text), [new FloatingPoint(value)])).Message);

    [Theory]
    [InlineData("4s", "ab", "61620000")]
    [InlineData("2s", "abcd", "6162")]
    [InlineData("0s", "abcd", "")]
    [InlineData("4p", "ab", "02616200")]
    [InlineData("3p", "abcd", "026162")]
    [InlineData("0p", "abcd", "")]
    public void A_text_is_cut_or_filled_to_its_width(string text, string value, string hex) =>
        Assert.Equal(hex, Convert.ToHexStringLower(StructPacker.Pack(StructFormat.Parse(text), [new Characters(Encoding.ASCII.GetBytes(value))])));

    [Theory]
    [InlineData("4s", "61620000", @"""ab\0\0""")]
    [InlineData("4p", "02616200", @"""ab""")]
    [InlineData("4p", "ff616263", @"""abc""")]
    [InlineData("0p", "", @"""""")]
    [InlineData("?", "80", "true")]
    [InlineData("?", "00", "false")]
    public void Bytes_unpack_as_in_CPython(string text, string hex, string shown) =>
        Assert.Equal(shown, Assert.Single(StructUnpacker.Unpack(StructFormat.Parse(text), Convert.FromHexString(hex))).ToString());

    [Fact]
    public void A_value_of_another_kind_is_refused()
    {
        Assert.Throws<FormatException>(() => StructPacker.Pack(StructFormat.Parse("h"), [new FloatingPoint(1)]));
        Assert.Throws<FormatException>(() => StructPacker.Pack(StructFormat.Parse("?"), [new Integer(1)]));
        Assert.Throws<FormatException>(() => StructPacker.Pack(StructFormat.Parse("c"), [new Characters("ab"u8.ToArray())]));
    }

    [Fact]
    public void A_wrong_number_of_values_or_bytes_is_the_callers_mistake()
    {
        Assert.Throws<ArgumentException>(() => StructPacker.Pack(Recipe, RecipeValues[1..]));
        Assert.Throws<ArgumentException>(() => StructUnpacker.Unpack(Recipe, new byte[21]));
        Assert.Throws<ArgumentException>(() => StructUnpacker.Unpack(Recipe, new byte[23]));
    }

    [Fact]
    public void What_unpacks_packs_into_the_same_bytes()
    {
        Gen<string> formats = Gen.Select(Gen.OneOf("@", "=", "<", ">", "!"), Gen.Select(Gen.Int[0, 9], Gen.Char["bBhHiIlLqQdsc"]).Array[1, 6])
            .Select((order, items) => order + string.Concat(items.Select(item => $"{item.Item1}{item.Item2}")));
        Gen.Select(formats, Gen.Byte.Array[StructFormat.MaxSize / 64]).Sample((text, noise) =>
        {
            StructFormat format = StructFormat.Parse(text);
            byte[] bytes = noise[..format.Size];
            byte[] packed = StructPacker.Pack(format, StructUnpacker.Unpack(format, bytes));

            // A gap packs as NULs whatever stood there, so it is the fields that must come back.
            foreach (StructField field in format.Fields)
                Assert.Equal(bytes.AsSpan(field.Offset, field.Size), packed.AsSpan(field.Offset, field.Size));
        });
    }
}
