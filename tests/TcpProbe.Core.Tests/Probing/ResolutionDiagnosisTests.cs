using TcpProbe.Core.Probing;
using TcpProbe.Core.Targets;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Probing;

public sealed class ResolutionDiagnosisTests
{
    private static readonly TimeSpan s_time = TimeSpan.FromMilliseconds(7);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_name_without_an_address_is_the_names_fault(bool other) => Assert.Equal(
        Failed(FailureReason.NameNotResolved, "EAI_NONAME", "nobody knows it") with { HasOtherFamily = other },
        Diagnosis.OfResolution(new Resolution.NotFound("EAI_NONAME", "nobody knows it", s_time) { HasOtherFamily = other }));

    [Fact]
    public void A_resolver_that_did_not_say_is_the_resolvers_fault()
    {
        Assert.Equal(
            Failed(FailureReason.ResolverUnavailable, "EAI_AGAIN", "it gave up"), Diagnosis.OfResolution(new Resolution.Unavailable("EAI_AGAIN", "it gave up", null, s_time)));
        Assert.Equal(
            Failed(FailureReason.ResolverUnavailable, null, "no answer") with { Limit = TimeLimit.ResolveTimeout },
            Diagnosis.OfResolution(new Resolution.Unavailable(null, "no answer", TimeLimit.ResolveTimeout, s_time)));
    }

    [Fact]
    public void A_question_that_could_not_be_asked_is_this_machines_fault() => Assert.Equal(
        Failed(FailureReason.LocalError, "EMFILE", "too many open files"), Diagnosis.OfResolution(new Resolution.LocalFault("EMFILE", "too many open files", s_time)));

    private static Failure Failed(FailureReason reason, string? error, string detail) =>
        new(Phase.Resolve, reason) { Elapsed = s_time, ErrorName = error, Detail = detail };
}
