using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Exchanges.StartTls;
using TcpProbe.Endings;

namespace TcpProbe.Options;

/// <summary>What may follow what among the steps.</summary>
internal static class StepOrder
{
    /// <summary>Throws unless the steps can be spoken in this order within the bound.</summary>
    /// <exception cref="UsageException">They cannot.</exception>
    public static void Demand(IReadOnlyList<ExchangeStep> steps, int? maxReply)
    {
        HashSet<string> captures = new(StringComparer.Ordinal);
        for (int i = 0; i < steps.Count; i++)
        {
            switch (steps[i])
            {
                case SendStep send:
                    Demand(send, captures);
                    break;
                case ExpectStep expect:
                    Demand(expect, maxReply ?? Exchange.DefaultMaxReply);
                    if (expect.Expectation is RegexExpectation regex) captures.UnionWith(regex.Groups);
                    break;
                default:
                    break;
            }

            if (steps[i] is SendStep or StartTlsStep && steps.Take(i).Any(step => step is HalfCloseStep))
                throw new UsageException($"--{steps[i].Name} sends, and --half-close before it has ended that");
        }

        if (steps.Count(step => step is HalfCloseStep) > 1) throw new UsageException("--half-close is given twice; what is said ends once");
        if (steps.Count(step => step is StartTlsStep) > 1) throw new UsageException("--starttls is given twice; TLS begins once");
        if (maxReply is not null && !steps.Any(step => step is ExpectStep or StartTlsStep))
            throw new UsageException("--max-reply bounds what an expectation looks through, and there is none (--expect…)");
    }

    private static void Demand(SendStep send, HashSet<string> captures)
    {
        if (send.Message.Names.FirstOrDefault(name => !captures.Contains(name)) is { } unknown)
            throw new UsageException($"--{send.Name}: nothing before it captures {unknown}; --expect-regex '(?<{unknown}>…)' would, and \\$ is a dollar");
    }

    private static void Demand(ExpectStep expect, int maxReply)
    {
        int least = expect.Expectation.LeastLength;
        if (least == 0) throw new UsageException($"--{expect.Name} expects no bytes, which would match anything");
        if (least > maxReply) throw new UsageException($"--{expect.Name} expects {least} bytes, and --max-reply looks through {maxReply}");
    }
}
