namespace TcpProbe.Core.Responding;

/// <summary>Counts the connections that are over, and says when they are as many as there are to be.</summary>
/// <param name="wanted">How many there are to be; <c>null</c> for no end.</param>
internal sealed class Tally(int? wanted)
{
    private readonly object _gate = new();
    private int _over;
    private int _refused;
    private Action? _act;

    /// <summary>How many did not send what they had to.</summary>
    internal int Refused => Volatile.Read(ref _refused);

    /// <summary>Counts one.</summary>
    internal void Add(bool refused)
    {
        lock (_gate)
        {
            _over++;
            if (refused) _refused++;
            if (_over == wanted) _act?.Invoke();
        }
    }

    /// <summary>Acts once when all are over, at once if they are already.</summary>
    internal void WhenComplete(Action act)
    {
        lock (_gate)
        {
            _act = act;
            if (_over >= wanted) act();
        }
    }
}
