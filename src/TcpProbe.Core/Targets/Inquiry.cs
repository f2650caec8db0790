using System.Net.Sockets;
using System.Runtime.ExceptionServices;

using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Targets;

/// <summary>One question to the resolver, on a thread that can be left behind: no resolver can be told to stop.</summary>
/// <remarks>A thread left behind ends by itself, frees what the library gave it, and keeps no process alive.</remarks>
internal sealed class Inquiry(
    string name, AddressFamily family, TimeProvider clock, Func<string, AddressFamily, ResolverAnswer> ask, LookUpLimit? limit = null, WaitCount? waits = null)
{
    /// <summary>Enough for the resolvers of glibc and musl, little where many names are asked at once.</summary>
    private const int StackSize = 512 * 1024;

    private volatile Resolution? _answer;
    private volatile ExceptionDispatchInfo? _bug;

    /// <summary>Asks, and waits until the answer is there or the deadline has come.</summary>
    public Resolution Await(Deadline deadline)
    {
        waits?.Begin();
        try
        {
            long start = clock.GetTimestamp();
            return (deadline.HasCome || limit?.Enter(deadline) == false ? null : Answer(deadline)) ?? RanOut(deadline, start);
        }
        finally
        {
            waits?.End();
        }
    }

    private Resolution? Answer(Deadline deadline)
    {
        var thread = new Thread(Ask, StackSize) { IsBackground = true };
        try
        {
            thread.UnsafeStart();
        }
        catch (OutOfMemoryException)
        {
            // The system starts no more threads. Asked here the question has its answer, though it cannot be left behind.
            Ask();
            _bug?.Throw();
            return _answer;
        }

        // What comes within the last millisecond is seen at its end, and has its own time all the same.
        _ = deadline.Await(thread.Join);
        _bug?.Throw();
        return _answer;
    }

    private void Ask()
    {
        try
        {
            long start = clock.GetTimestamp();
            _answer = ResolverCode.Judge(ask(name, family), clock.GetElapsedTime(start));
            if (_answer is Resolution.NotFound notFound && family is not AddressFamily.Unspecified)
                _answer = Explain(notFound) with { Elapsed = clock.GetElapsedTime(start) };
        }
#pragma warning disable CA1031 // Whoever still waits throws it again; if nobody does, a late bug must not end the process.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            _bug = ExceptionDispatchInfo.Capture(bug);
        }
        finally
        {
            limit?.Leave();
        }
    }

    /// <summary>The same answer, told apart from a wrong name if the name has addresses of the other family.</summary>
    private Resolution.NotFound Explain(Resolution.NotFound notFound)
    {
        bool askedForV6 = family is AddressFamily.InterNetworkV6;
        ResolverAnswer other = ask(name, askedForV6 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6);
        if (other.Addresses.Count == 0) return notFound;
        return notFound with { Message = $"the name has {(askedForV6 ? "IPv4" : "IPv6")} addresses only", HasOtherFamily = true };
    }

    private Resolution.Unavailable RanOut(Deadline deadline, long start) =>
        new(Code: null, "the resolver gave no answer in time", deadline.Limit, clock.GetElapsedTime(start));
}
