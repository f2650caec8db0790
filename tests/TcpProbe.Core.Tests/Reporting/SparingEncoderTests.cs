using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TcpProbe.Core.Reporting.Json;

namespace TcpProbe.Core.Tests.Reporting;

public sealed class SparingEncoderTests
{
    private static readonly SparingEncoder s_encoder = new();

    [Fact]
    public void It_escapes_the_characters_that_the_relaxed_encoder_escapes()
    {
        for (int scalar = 0; scalar <= 0x10FFFF; scalar++)
        {
            if (!Rune.IsValid(scalar)) continue;
            string text = "a" + new Rune(scalar);
            Assert.Equal(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.WillEncode(scalar), s_encoder.WillEncode(scalar));
            Assert.Equal(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text), s_encoder.Encode(text));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("data\\n")]
    [InlineData("+PONG <a href='&'>")]
    [InlineData("\"\\\"")]
    [InlineData("\t\r\n\u0001\u007f")]
    [InlineData("häuser \u2028 \U0001F600")]
    [InlineData("alone \ud800")]
    [InlineData("\udc00\" and after")]
    public void Whole_texts_are_written_alike(string text) => Assert.Equal(Written(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping), Written(text, s_encoder));

    [Fact]
    public void A_text_that_needs_no_escape_is_left_as_it_is()
    {
        const string Text = "data";
        Assert.Same(Text, s_encoder.Encode(Text));
    }

    [Theory]
    [InlineData(0, OperationStatus.DestinationTooSmall, 0)]
    [InlineData(1, OperationStatus.DestinationTooSmall, 0)]
    [InlineData(2, OperationStatus.Done, 2)]
    public void An_escape_is_written_whole_or_not_at_all(int room, OperationStatus status, int written)
    {
        Assert.Equal(status, s_encoder.Encode("\"", new char[room], out _, out int charactersWritten));
        Assert.Equal(written, charactersWritten);
    }

    private static string Written(string text, JavaScriptEncoder encoder)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Encoder = encoder }))
        {
            json.WriteStartObject();
            json.WriteString(text, text);
            json.WriteString("utf8"u8, Encoding.UTF8.GetBytes(text));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
