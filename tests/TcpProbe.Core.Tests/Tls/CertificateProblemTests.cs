using TcpProbe.Core.Tls;

namespace TcpProbe.Core.Tests.Tls;

/// <summary>What is wrong with certificates, in words.</summary>
public sealed class CertificateProblemTests
{
    private static readonly DateTimeOffset s_day = DateTimeOffset.UnixEpoch;

    [Theory]
    [InlineData("3.01:00", "3 days")]
    [InlineData("2.00:00", "2 days")]
    [InlineData("1.00:00", "1 day")]
    [InlineData("23:59", "23 hours")]
    [InlineData("01:00", "1 hour")]
    [InlineData("00:59", "59 minutes")]
    [InlineData("00:00:59", "0 minutes")]
    public void A_span_is_told_in_its_largest_unit(string time, string words)
    {
        TimeSpan span = TimeSpan.Parse(time, null);
        Assert.Equal($"expired 1970-01-01, {words} ago", new CertificateProblem.Expired(null, s_day, span).Sentence);
        Assert.Equal($"CA: not valid before 1970-01-01, in {words}", new CertificateProblem.NotYetValid("CA", s_day, span).Sentence);
    }

    [Theory]
    [InlineData("a b c d e", "a, b, c, d, e")]
    [InlineData("a b c d e f", "a, b, c, d, e and 1 more")]
    public void Five_names_are_listed(string names, string listed) =>
        Assert.Equal($"the name x is not in it (it names {listed})", new CertificateProblem.WrongName("x", names.Split(' ')).Sentence);
}
