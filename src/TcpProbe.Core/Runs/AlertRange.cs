using System.Globalization;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Runs;

/// <summary>A range of seconds in the language of the monitoring plugins (<c>[@]start:end</c>): outside it there is an alert, with <c>@</c> inside.</summary>
/// <remarks>Both ends belong to the range; <c>10</c> is <c>0:10</c>, <c>10:</c> has no end and <c>~:10</c> no start.</remarks>
public sealed record AlertRange
{
    private readonly string _text;

    private AlertRange(string text, double start, double end) => (_text, Start, End) = (text, start, end);

    /// <summary>The first that belongs to it, negative infinity for <c>~</c>.</summary>
    public double Start { get; }

    /// <summary>The last that belongs to it, infinity if none was given.</summary>
    public double End { get; }

    /// <summary>Whether the alert is inside.</summary>
    public bool AlertsInside => _text.StartsWith('@');

    /// <summary>The range of a text.</summary>
    /// <exception cref="FormatException">It is none, or it ends before it starts; the message completes the sentence "VALUE …".</exception>
    public static AlertRange Parse(string text)
    {
        ReadOnlySpan<char> range = text.StartsWith('@') ? text.AsSpan(1) : text;
        int colon = range.IndexOf(':');
        double? start = colon switch
        {
            <= 0 => 0,
            1 when range[0] == '~' => double.NegativeInfinity,
            _ => Number(range[..colon]),
        };
        double? end = colon > 0 && colon == range.Length - 1 ? double.PositiveInfinity : Number(range[(colon + 1)..]);
        if (start is not { } first || end is not { } last)
            throw new FormatException("is not a range of seconds ([@]START:END, as in 0.5, 0.1:0.5, ~:0.5, 0.1:, @0.5:)");
        return first <= last ? new AlertRange(text, first, last) : throw new FormatException("is a range that ends before it starts");
    }

    /// <summary>Whether so many seconds are an alert.</summary>
    public bool Alerts(double seconds) => (Start <= seconds && seconds <= End) == AlertsInside;

    /// <summary>The range as it was written.</summary>
    public override string ToString() => _text;

    private static double? Number(ReadOnlySpan<char> text)
    {
        if (!PlainNumber.Is(text.StartsWith('-') ? text[1..] : text)) return null;
        double number = double.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return double.IsFinite(number) ? number : null;
    }
}
