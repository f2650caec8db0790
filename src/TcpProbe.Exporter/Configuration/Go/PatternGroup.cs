using System.Text;

namespace TcpProbe.Exporter.Configuration.Go;

/// <summary>A group of a pattern as far as it was read, or the whole pattern.</summary>
/// <param name="opening">What begins it in .NET.</param>
/// <param name="outer">The flags around it, which hold again behind it.</param>
/// <param name="start">Where it begins.</param>
internal sealed class PatternGroup(string opening, PatternFlags outer, int start)
{
    private readonly StringBuilder _done = new(opening);
    private readonly List<PatternPiece> _pieces = [];
    private int _repeats = 1;

    /// <summary>The flags around it.</summary>
    public PatternFlags Outer => outer;

    /// <summary>Where it begins.</summary>
    public int Start => start;

    /// <summary>Adds a piece.</summary>
    public void Add(PatternPiece piece) => _pieces.Add(piece);

    /// <summary>Takes the last piece off again, to repeat it; <c>null</c> if nothing stands there.</summary>
    public PatternPiece? TakeLast()
    {
        if (_pieces.Count == 0) return null;
        PatternPiece last = _pieces[^1];
        _pieces.RemoveAt(_pieces.Count - 1);
        return last;
    }

    /// <summary>Begins the next alternative.</summary>
    public void BeginAlternative()
    {
        Flush();
        _ = _done.Append('|');
    }

    /// <summary>The group as a piece of the one around it.</summary>
    /// <param name="closing">What ends it.</param>
    public PatternPiece Close(string closing)
    {
        Flush();
        return new PatternPiece(_done.Append(closing).ToString()) { Repeats = _repeats };
    }

    private void Flush()
    {
        foreach (PatternPiece piece in _pieces)
        {
            _ = _done.Append(piece.Pattern);
            _repeats = Math.Max(_repeats, piece.Repeats);
        }

        _pieces.Clear();
    }
}
