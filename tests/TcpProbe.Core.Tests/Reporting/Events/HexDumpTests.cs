using TcpProbe.Core.Reporting.Events;

namespace TcpProbe.Core.Tests.Reporting.Events;

public sealed class HexDumpTests
{
    [Fact]
    public void Sixteen_bytes_make_a_line_of_offset_hex_and_what_is_printable() => Assert.Equal(
        ["> 0000  64 61 74 61 0a 1b 5b 33 31 6d 00 ff 41 42 43 44  data..[31m..ABCD", "> 0010  45                                               E"],
        HexDump.Of(">", "data\n\u001b[31m\0"u8.ToArray().Concat(new byte[] { 0xff }).Concat("ABCDE"u8.ToArray()).ToArray()));

    [Fact]
    public void From_the_blank_to_the_tilde_all_is_printable() => Assert.Equal(
        ["> 0000  1f 20 7e 7f                                      . ~."], HexDump.Of(">", new byte[] { 0x1f, 0x20, 0x7e, 0x7f }));

    [Fact]
    public void A_flood_is_cut_and_the_rest_counted()
    {
        string[] lines = [.. HexDump.Of("<", new byte[1000])];
        Assert.Equal(17, lines.Length);
        Assert.Equal("< … and 744 bytes more", lines[^1]);
    }
}
