using System.Collections.Concurrent;
using TcpProbe.Core.Responding;

namespace TcpProbe.Core.Tests.Responding;

/// <summary>What a responder told, to be taken in its order.</summary>
internal sealed class EventLog : IDisposable
{
    private readonly BlockingCollection<ResponderEvent> _events = [];

    internal void Add(ResponderEvent happened) => _events.Add(happened);

    /// <summary>The next event; pieces that came are passed over unless they are asked for, because they fall as the network likes.</summary>
    internal T Next<T>()
        where T : ResponderEvent
    {
        ResponderEvent? happened;
        do
            Assert.True(_events.TryTake(out happened, TimeSpan.FromSeconds(10)), $"no {typeof(T).Name} within ten seconds");
        while (happened is ResponderEvent.PieceReceived && typeof(T) != typeof(ResponderEvent.PieceReceived));
        return Assert.IsType<T>(happened);
    }

    public void Dispose() => _events.Dispose();
}
