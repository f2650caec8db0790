using TcpProbe.Core.Sockets;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.Sockets;

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

        // One less is still enough for the tests beside this one.
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
        Assert.True(DescriptorCalls.SetLimit(hard - 1, hard));
        Assert.Equal(2, new DescriptorLimit().AllowFor(2));
        Assert.Equal((hard - 1, hard), DescriptorCalls.Limit);
    }
}
