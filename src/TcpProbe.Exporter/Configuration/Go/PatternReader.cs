using System.Globalization;

namespace TcpProbe.Exporter.Configuration.Go;

/// <summary>Reads a pattern of Go and writes that of .NET.</summary>
/// <param name="text">The pattern.</param>
internal sealed class PatternReader(string text)
{
    // Of Go, both.
    private const int MostCount = 1000, DeepestGroup = 1000;

    private readonly PatternCursor _cursor = new(text);
    private readonly Stack<PatternGroup> _groups = new([new PatternGroup(string.Empty, default, 0)]);
    private readonly List<string?> _names = [null];
    private PatternFlags _flags;

    /// <summary>The names of the groups by their numbers.</summary>
    public IReadOnlyList<string?> Names => _names;

    /// <summary>The pattern for .NET.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public string Read()
    {
        EscapeReader escapes = new(_cursor);
        ClassReader classes = new(_cursor, escapes);
        for (bool wasRepeated = false, isRepeated; !_cursor.IsAtEnd; wasRepeated = isRepeated)
        {
            isRepeated = TakeRepetition(wasRepeated);
            if (!isRepeated) TakeOther(escapes, classes);
        }

        PatternGroup whole = _groups.Pop();
        return _groups.Count == 0 ? whole.Close(string.Empty).Pattern : throw _cursor.Wrong("a ( without its )", whole.Start);
    }

    private void TakeOther(EscapeReader escapes, ClassReader classes)
    {
        switch (_cursor.Next)
        {
            case '(':
                OpenGroup();
                break;
            case ')':
                CloseGroup();
                break;
            case '|':
                _cursor.At++;
                _groups.Peek().BeginAlternative();
                break;
            case '^' or '$':
                Anchor(_cursor.Rest[..1].ToString(), length: 1);
                break;
            case '.':
                _cursor.At++;
                Add(_flags.DotTakesLineFeeds ? RuneSet.All : RuneSet.Of('\n').Negated());
                break;
            case '[':
                Add(classes.Take(_flags.Folds));
                break;
            case '\\':
                TakeEscape(escapes);
                break;
            default:
                Literal(_cursor.TakeRune());
                break;
        }
    }

    private void TakeEscape(EscapeReader escapes)
    {
        if (_cursor.Rest is ['\\', 'A', ..]) Anchor("^", length: 2);
        else if (_cursor.Rest is ['\\', 'z', ..]) Anchor("$", length: 2);
        else if (_cursor.Rest is ['\\', 'b' or 'B', ..]) Anchor(_cursor.Rest[..2].ToString(), length: 2);
        else if (_cursor.Take(@"\Q")) TakeQuoted();
        else if (escapes.TakeClass(_flags.Folds) is { } named) Add(named);
        else Literal(escapes.TakeCharacter());
    }

    private void TakeQuoted()
    {
        PatternCursor quoted = new(_cursor.TakeUntil(@"\E").Text);
        while (!quoted.IsAtEnd) Literal(quoted.TakeRune());
    }

    private void Literal(int rune)
    {
        RuneSet one = RuneSet.Of(rune);
        Add(_flags.Folds ? RuneFolding.Folded(one) : one);
    }

    private void Add(RuneSet set) => _groups.Peek().Add(new PatternPiece(set.Pattern()));

    private void Anchor(string pattern, int length)
    {
        _cursor.At += length;
        _groups.Peek().Add(new PatternPiece(pattern) { IsAnchor = true });
    }

    private bool TakeRepetition(bool wasRepeated)
    {
        int start = _cursor.At;
        if (TakeCount() is not var (least, most)) return false;
        bool isLazy = _cursor.Take("?") != _flags.IsLazy;
        if (wasRepeated) throw _cursor.Wrong("a quantifier after a quantifier", start);
        PatternPiece piece = _groups.Peek().TakeLast() ?? throw _cursor.Wrong("a quantifier with nothing before it", start);
        if (least > MostCount || most > MostCount || least > most) throw _cursor.Wrong($"a count that is above {MostCount} or runs backwards", start);
        _groups.Peek().Add(piece.Repeated(least, most, isLazy) ?? throw _cursor.Wrong($"counts of counts that are above {MostCount} together", start));
        return true;
    }

    private (int Least, int? Most)? TakeCount()
    {
        if (_cursor.Take("*")) return (0, null);
        if (_cursor.Take("+")) return (1, null);
        if (_cursor.Take("?")) return (0, 1);
        int end = _cursor.Next == '{' ? _cursor.Rest.IndexOf('}') : -1;
        if (end < 0) return null;
        string[] bounds = _cursor.Rest[1..end].ToString().Split(',');

        // Braces around anything else are letters.
        if (bounds.Length > 2 || Bound(bounds[0]) is not { } least || (bounds is [_, { Length: > 0 } upper] && Bound(upper) is null)) return null;
        _cursor.At += end + 1;
        return (least, bounds.Length == 1 ? least : Bound(bounds[1]));
    }

    // As Go reads a number: no sign, no zero before it; one that is too large is refused later.
    private static int? Bound(string digits)
    {
        if (digits.Length == 0 || !digits.All(char.IsAsciiDigit) || digits is ['0', _, ..]) return null;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int bound) ? bound : int.MaxValue;
    }

    private void CloseGroup()
    {
        if (_groups.Count == 1) throw _cursor.Wrong("a ) without its (");
        _cursor.At++;
        PatternGroup group = _groups.Pop();
        _flags = group.Outer;
        _groups.Peek().Add(group.Close(")"));
    }

    private void OpenGroup()
    {
        int start = _cursor.At;
        if (_groups.Count > DeepestGroup) throw _cursor.Wrong("is nested too deep", start);
        if (_cursor.Take("(?P<") || (!IsLookAround() && _cursor.Take("(?<"))) Capture(start, TakeName(start));
        else if (_cursor.Take("(?")) TakeFlags(start);
        else if (_cursor.Take("(")) Capture(start, name: null);
    }

    private bool IsLookAround() => _cursor.Rest is ['(', '?', '<', '=' or '!', ..];

    private void Capture(int start, string? name)
    {
        _names.Add(name);
        _groups.Push(new PatternGroup("(", _flags, start));
    }

    private string TakeName(int start)
    {
        (string name, bool ended) = _cursor.TakeUntil(">");
        return ended && name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') ? name : throw _cursor.Wrong("a group name that is none", start);
    }

    private void TakeFlags(int start)
    {
        PatternFlags flags = _flags;
        bool isSet = true, needsFlag = false;
        for (; ; )
        {
            char letter = _cursor.Next;
            _cursor.At++;
            if (letter is ':' or ')' && !needsFlag)
            {
                if (letter == ':') _groups.Push(new PatternGroup("(?:", _flags, start));
                _flags = flags;
                return;
            }

            bool isNegation = letter == '-' && isSet;
            if (!isNegation && flags.With(letter, isSet) is null) throw _cursor.Wrong("a (? that begins no group of Go's; look-around is not supported", start);
            flags = isNegation ? flags : flags.With(letter, isSet)!.Value;
            (isSet, needsFlag) = (isSet && !isNegation, isNegation);
        }
    }
}
