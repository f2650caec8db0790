using TcpProbe.Core.Sockets;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Sockets;

/// <summary>How much of the limit is left for conversations.</summary>
[Collection(nameof(Alone))]
public sealed class DescriptorLimitTests : IDisposable
{
    private readonly (ulong Soft, ulong Hard)? _found = DescriptorCalls.Limit;

    public void Dispose()
    {
        if (_found is { } limit) DescriptorCalls.SetLimit(limit.Soft, limit.Hard);
    }

    [Fact]
    public void A_few_fit_as_they_are() => Assert.Equal(1, new DescriptorLimit().AllowFor(1));

    [LinuxFact]
    public void The_limit_is_raised_for_as_many_as_are_wanted_and_restored()
    {
        (_, ulong hard) = _found!.Value;
        Assert.True(DescriptorCalls.SetLimit(hard - 1, hard));
        DescriptorLimit limit = new();
        int most = limit.AllowFor(int.MaxValue);
        Assert.Equal((hard, hard), DescriptorCalls.Limit);
        Assert.InRange(most, 1, (int)ulong.Min(hard / 2, int.MaxValue));
        Assert.InRange(limit.AllowFor(int.MaxValue, each: 1), most + 1, (int)ulong.Min(hard, int.MaxValue));
        limit.Restore();
        Assert.Equal((hard - 1, hard), DescriptorCalls.Limit);
    }

    [LinuxFact]
    public void A_limit_that_suffices_is_left_alone()
    {
        (_, ulong hard) = _found!.Value;
        long many = DescriptorLimit.CountOpen()!.Value + (2 * DescriptorLimit.Spare);
        Assert.True(DescriptorCalls.SetLimit(hard - 1, hard));
        DescriptorLimit limit = new();
        Assert.Equal((2, 10, many), (limit.AllowFor(2), limit.RoomFor(10), limit.RoomFor(many)));
        Assert.Equal((hard - 1, hard), DescriptorCalls.Limit);
    }

    [LinuxFact]
    public void What_is_open_and_a_reserve_leave_the_rest_of_the_limit()
    {
        (_, ulong hard) = _found!.Value;
        FileStream[] files = [.. Enumerable.Range(0, 100).Select(_ => File.OpenRead("/dev/null"))];
        int open = DescriptorLimit.CountOpen()!.Value;
        long room = new DescriptorLimit().RoomFor((long)hard);
        Array.ForEach(files, file => file.Dispose());
        Assert.InRange(open, files.Length, (int)hard);

        // The runtime may open or close a few meanwhile.
        Assert.InRange((long)hard - room, open, open + (2 * DescriptorLimit.Spare));
    }
}
