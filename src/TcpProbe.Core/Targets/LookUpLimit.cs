using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Targets;

/// <summary>How many questions to the resolver may be open at a time, those that nobody waits for any more included: each holds a thread and a descriptor.</summary>
/// <param name="most">The number.</param>
#pragma warning disable CA1001 // Threads that were left behind may come to it after the run; and nobody asks for its wait handle, so nothing is to be freed.
internal sealed class LookUpLimit(int most)
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _free = new(most);

    /// <summary>Waits until one more may be asked.</summary>
    /// <returns>Whether it may; not before the deadline if it comes first.</returns>
    public bool Enter(Deadline deadline) => deadline.Await(_free.Wait);

    /// <summary>A question has its answer.</summary>
    public void Leave() => _ = _free.Release();
}
