using System.Net;

using TcpProbe.Core.Targets;

namespace TcpProbe.Core.Tests.Targets;

public sealed class ResolverCodeTests
{
    private static readonly TimeSpan s_elapsed = TimeSpan.FromMilliseconds(7);

    [Theory]
    [InlineData(-2, "EAI_NONAME")]
    [InlineData(-4, "EAI_FAIL")]
    [InlineData(-5, "EAI_NODATA")]
    [InlineData(-9, "EAI_ADDRFAMILY")]
    public void A_permanent_code_is_a_name_not_found(int code, string name)
    {
        Resolution.NotFound notFound = Assert.IsType<Resolution.NotFound>(Judge(code));
        Assert.Equal((name, s_elapsed), (notFound.Code, notFound.Elapsed));
    }

    [Fact]
    public void An_answer_without_addresses_is_a_name_without_data() =>
        Assert.Equal(new Resolution.NotFound("EAI_NODATA", "the name has no addresses", s_elapsed), Judge(0));

    [Fact]
    public void Try_again_is_a_resolver_that_is_unavailable_without_a_limit_of_ours()
    {
        Resolution.Unavailable unavailable = Assert.IsType<Resolution.Unavailable>(Judge(-3));
        Assert.Equal(("EAI_AGAIN", null, s_elapsed), (unavailable.Code, unavailable.Limit, unavailable.Elapsed));
    }

    [Theory]
    [InlineData(-10, 0, "EAI_MEMORY")]
    [InlineData(-11, 24, "EMFILE")]
    [InlineData(-11, 23, "ENFILE")]
    [InlineData(-11, 9999, "EAI_SYSTEM")]
    [InlineData(-1, 0, "EAI_BADFLAGS")]
    [InlineData(-6, 0, "EAI_FAMILY")]
    [InlineData(-7, 0, "EAI_SOCKTYPE")]
    [InlineData(-8, 0, "EAI_SERVICE")]
    [InlineData(-12, 0, "EAI_OVERFLOW")]
    [InlineData(-105, 0, "EAI_-105")]
    public void Any_other_code_is_a_fault_of_this_machine(int code, int errno, string name) =>
        Assert.Equal(name, Assert.IsType<Resolution.LocalFault>(Judge(code, errno)).Code);

    [Fact]
    public void An_errno_without_a_name_is_shown_as_its_number() =>
        Assert.Equal(new Resolution.LocalFault("EAI_SYSTEM", "the resolver failed with errno 9999", s_elapsed), Judge(-11, 9999));

    private static Resolution Judge(int code, int errno = 0) =>
        ResolverCode.Judge(new ResolverAnswer(code, errno, Array.Empty<IPAddress>()), s_elapsed);
}
