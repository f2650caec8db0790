namespace TcpProbe.Exporter.Web;

/// <summary>The last so many texts that were added.</summary>
/// <param name="most">So many.</param>
internal sealed class BoundedSet(int most)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Whether a text is among them.</summary>
    public bool Contains(string text)
    {
        lock (_gate) return _texts.Contains(text);
    }

    /// <summary>Adds a text; the oldest one makes room for it.</summary>
    public void Add(string text)
    {
        lock (_gate)
        {
            if (!_texts.Add(text)) return;
            _order.Enqueue(text);
            if (_order.Count > most) _ = _texts.Remove(_order.Dequeue());
        }
    }
}
