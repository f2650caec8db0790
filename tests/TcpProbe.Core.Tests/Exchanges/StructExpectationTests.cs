using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Exchanges;

public sealed class StructExpectationTests
{
    private const string Recipe = "! I 2s Q 2h f: 1 ab 2 3 3 2.5";
    private static readonly byte[] s_recipe = Convert.FromHexString("00000001616200000000000000020003000340200000");

    [Fact]
    public void A_struct_that_is_right_so_far_and_cut_short_says_what_is_missing()
    {
        Conversation conversation = Talking.Hold([[0, 0, 0, 7, 1]], new ExpectStep("expect-struct", new StructExpectation(StructPattern.Parse("! I I: 7 *"))));
        Assert.Equal((StepEnd.PeerClosed, "5 of 8 bytes came: field 2 (I) is not complete"), (conversation.Last!.End, conversation.Steps[0].Mismatch!.Struct!.Summary));
    }

    [Fact]
    public void However_the_stream_is_cut_it_is_met_and_the_rest_left()
    {
        foreach (byte[][] pieces in Cuts.Of([.. s_recipe, .. s_recipe, (byte)'!']))
        {
            Assert.Equal("Done, Done, Done", Talking.Ends(Talking.Hold(
                pieces, Talking.ExpectStruct("! I 2s Q 2h f: 0..1 * 2 3 3 2.4~0.2"), Talking.ExpectStruct(Recipe), Talking.ExpectStart("!"))));
        }
    }

    [Fact]
    public void The_first_field_that_is_complete_and_wrong_ends_the_wait()
    {
        byte[] wrong = [.. s_recipe];
        wrong[15] = 4;
        foreach (byte[][] pieces in Cuts.Of(wrong))
        {
            Talking talking = new() { StaysOpen = true };
            Conversation conversation = talking.With(pieces, Talking.ExpectStruct(Recipe));
            Assert.Equal((StepEnd.Mismatch, 14), (conversation.Last!.End, conversation.Last.Mismatch!.Offset));
            Assert.StartsWith("field 4 (h): expected 3, got 4", conversation.Last.Mismatch.Struct!.Summary, StringComparison.Ordinal);
            Assert.InRange(talking.Passed, Talking.Tick, 16 * Talking.Tick);
        }
    }

    [Fact]
    public void One_that_is_right_and_not_complete_has_the_reason_of_what_ended_the_wait()
    {
        byte[][] half = [s_recipe[..9]];
        Assert.Equal(StepEnd.PeerClosed, Talking.Hold(half, Talking.ExpectStruct(Recipe)).Last!.End);
        Assert.Equal(TimeLimit.IoTimeout, new Talking { StaysOpen = true }.With(half, Talking.ExpectStruct(Recipe)).Last!.Fault!.Limit);
        Assert.Equal("ECONNRESET", new Talking { Error = "ECONNRESET" }.With(half, Talking.ExpectStruct(Recipe)).Last!.Fault!.ErrorName);
    }

    [Fact]
    public void A_wrong_field_that_came_whole_is_a_mismatch_also_of_half_a_struct()
    {
        Conversation conversation = Talking.Hold([[0, 0, 0, 2]], Talking.ExpectStruct(Recipe));
        Assert.Equal("field 1 (I): expected 1, got 2", conversation.Last!.Mismatch!.Struct!.Summary);
        Assert.Equal(StepEnd.Mismatch, conversation.Last.End);
    }

    [Fact]
    public void Whatever_is_packed_is_met_by_itself()
    {
        Random random = new(7);
        for (int i = 0; i < 50; i++)
        {
            string text = $"{"<>!="[random.Next(4)]} B h i: {random.Next(256)} {random.Next(-32768, 32768)} {random.Next()}";
            (StructFormat format, IReadOnlyList<StructValue> values) = StructText.Parse(text);
            foreach (byte[][] pieces in Cuts.Of(StructPacker.Pack(format, values)).Take(5))
                Assert.Equal("Done", Talking.Ends(Talking.Hold(pieces, Talking.ExpectStruct(text))));
        }
    }
}
