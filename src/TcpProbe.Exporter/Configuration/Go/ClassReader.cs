namespace TcpProbe.Exporter.Configuration.Go;

/// <summary>Reads a class in brackets.</summary>
/// <param name="cursor">Where it stands.</param>
/// <param name="escapes">What reads its escapes.</param>
internal sealed class ClassReader(PatternCursor cursor, EscapeReader escapes)
{
    /// <summary>The class whose bracket comes next.</summary>
    /// <param name="folds">Whether case means nothing.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public RuneSet Take(bool folds)
    {
        int start = cursor.At++;
        bool isNegated = cursor.Take("^");
        List<(int First, int Last)> ranges = [];

        // A bracket that would end it before anything is in it is a letter.
        for (bool isFirst = true; isFirst || cursor.Next != ']'; isFirst = false)
        {
            if (cursor.IsAtEnd) throw cursor.Wrong("a [ without its ]", start);
            RuneSet? named = TakePosix(folds) ?? escapes.TakeClass(folds);
            if (named is null)
            {
                RuneSet range = new([TakeRange(start)]);
                named = folds ? RuneFolding.Folded(range) : range;
            }

            ranges.AddRange(named.Ranges);
        }

        cursor.At++;
        RuneSet set = RuneSet.Of(ranges);
        return isNegated ? set.Negated() : set;
    }

    private RuneSet? TakePosix(bool folds)
    {
        if (!cursor.Rest.StartsWith("[:")) return null;
        int end = cursor.Rest.IndexOf(":]", StringComparison.Ordinal);
        if (end < 2) return null;
        string name = cursor.Rest[2..end].ToString();
        RuneSet set = RuneClass.Posix(name, folds) ?? throw cursor.Wrong("a class [:…:] that is none");
        cursor.At += end + 2;
        return set;
    }

    private (int First, int Last) TakeRange(int start)
    {
        int at = cursor.At, first = TakeCharacter(start);
        if (cursor.Rest is not ['-', not ']', ..]) return (first, first);
        cursor.At++;
        int last = TakeCharacter(start);
        return first <= last ? (first, last) : throw cursor.Wrong("a range in [] that runs backwards", at);
    }

    private int TakeCharacter(int start)
    {
        if (cursor.IsAtEnd) throw cursor.Wrong("a [ without its ]", start);
        return cursor.Next == '\\' ? escapes.TakeCharacter() : cursor.TakeRune();
    }
}
