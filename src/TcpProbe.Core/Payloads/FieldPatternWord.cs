namespace TcpProbe.Core.Payloads;

/// <summary>Reads one word of an expected struct: a value, <c>*</c>, and for numbers <c>V~TOLERANCE</c> and <c>LO..HI</c>.</summary>
internal static class FieldPatternWord
{
    /// <summary>What the word expects of this field.</summary>
    /// <exception cref="FormatException">Nothing, or a value that the field cannot hold; the message names the field.</exception>
    internal static FieldPattern Parse(StructField field, string word) => Read(field, word) with
    {
        IsHex = StructCode.KindOf(field.Code) == StructKind.WholeNumber && word.Contains("0x", StringComparison.OrdinalIgnoreCase),
    };

    private static FieldPattern Read(StructField field, string word)
    {
        if (word == "*") return new FieldPattern.Anything();
        if (StructCode.KindOf(field.Code) is StructKind.WholeNumber or StructKind.FloatingPoint)
        {
            int tilde = word.IndexOf('~', StringComparison.Ordinal), dots = word.IndexOf("..", StringComparison.Ordinal);
            if (tilde >= 0) return Around(field, word, word[..tilde], word[(tilde + 1)..]);
            if (dots >= 0) return Between(field, word, word[..dots], word[(dots + 2)..]);
        }

        return new FieldPattern.ExactValue(field.Hold(StructWord.Parse(field, word)));
    }

    private static FieldPattern Around(StructField field, string word, string middle, string tolerance)
    {
        StructValue value = StructWord.Parse(field, middle);
        _ = field.Hold(value);
        if (value is StructValue.Integer whole)
        {
            Int128 reach = ParseTolerance(field, word, tolerance, "a whole number, 0 or more", StructWord.ParseInteger);
            return reach >= 0 ? new FieldPattern.WholeRange(whole.Value - reach, whole.Value + reach, word) : throw Negative(field, word, tolerance);
        }

        double number = ((StructValue.FloatingPoint)value).Value;
        double width = ParseTolerance(field, word, tolerance, "a number, 0 or more", StructWord.ParseNumber);
        if (!double.IsFinite(number)) throw field.Refuse($"\"{word}\": {value} is matched exactly and takes no tolerance");
        if (!double.IsFinite(width)) throw field.Refuse($"\"{word}\": the tolerance {tolerance} is not finite");
        if (width < 0) throw Negative(field, word, tolerance);
        (double low, double high) = NumberReach.Of(middle, number, tolerance, width);
        return new FieldPattern.NumberRange(NumberReach.Round(field, low), NumberReach.Round(field, high), word);
    }

    private static FieldPattern Between(StructField field, string word, string low, string high)
    {
        // In 0...5 nobody knows which number the third dot belongs to.
        if (low is "" || high is "" || high[0] == '.') throw StructWord.NotA(field, word, "a range LO..HI with digits on both sides of two dots");
        StructValue from = StructWord.Parse(field, low), to = StructWord.Parse(field, high);
        FieldPattern range = (field.Hold(from), field.Hold(to)) switch
        {
            (StructValue.Integer { Value: var first }, StructValue.Integer { Value: var last }) => new FieldPattern.WholeRange(first, last, word),
            (StructValue.FloatingPoint { Value: var first }, StructValue.FloatingPoint { Value: var last }) => new FieldPattern.NumberRange(first, last, word),
            _ => throw new ArgumentException($"{field.Code} is no number", nameof(field)),
        };
        bool ordered = (from, to) switch
        {
            (StructValue.Integer { Value: var first }, StructValue.Integer { Value: var last }) => first <= last,
            (StructValue.FloatingPoint { Value: var first }, StructValue.FloatingPoint { Value: var last }) =>
                !double.IsNaN(first) && !double.IsNaN(last) ? first <= last : throw field.Refuse($"\"{word}\": nan is no end of a range"),
            _ => false,
        };
        return ordered ? range : throw field.Refuse($"\"{word}\": {low} is above {high}; write the lower one first");
    }

    private static T ParseTolerance<T>(StructField field, string word, string tolerance, string expected, Func<StructField, string, T> parse)
    {
        try
        {
            return parse(field, tolerance);
        }
        catch (FormatException)
        {
            throw StructWord.NotA(field, word, $"VALUE~TOLERANCE with a tolerance that is {expected}");
        }
    }

    private static FormatException Negative(StructField field, string word, string tolerance) =>
        field.Refuse($"\"{word}\": the tolerance {tolerance} is negative; write how far the value may be off, to either side");
}
