using System.Collections.Concurrent;
using TcpProbe.Core.Responding;

namespace TcpProbe.Core.Tests.Responding;

/// <summary>What a responder told, to be taken in its order.</summary>
internal sealed class EventLog : IDisposable
{
    private readonly BlockingCollection<ResponderEvent> _events = [];

    internal void Add(ResponderEvent happened) => _events.Add(happened);

    internal T Next<T>()
        where T : ResponderEvent
    {
        Assert.True(_events.TryTake(out ResponderEvent? happened, TimeSpan.FromSeconds(10)), $"no {typeof(T).Name} within ten seconds");
        return Assert.IsType<T>(happened);
    }

    public void Dispose() => _events.Dispose();
}
