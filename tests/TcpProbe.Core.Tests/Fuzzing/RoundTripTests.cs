using System.Globalization;
using System.Text;
using CsCheck;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Targets;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Fuzzing;

/// <summary>What is written by the rules is read as what it was written from.</summary>
public sealed class RoundTripTests
{
    private static readonly (string Name, long Ticks)[] s_units =
        [("us", 10), ("ms", 10_000), ("", 10_000_000), ("s", 10_000_000), ("m", 600_000_000), ("h", 36_000_000_000), ("d", 864_000_000_000)];

    private static readonly Gen<Target> s_targets = Gen.Select(Gen.Char["abcxyz019-"].Array[1, 12], Gen.Int[1, 65535], Gen.Int[0, 2]).Select((letters, port, kind) => kind switch
    {
        0 => TargetSyntax.ParseHostPort($"[2001:db8::{port % 0x1000:x}]:{port}"),
        1 => TargetSyntax.ParseHostPort($"10.{port % 256}.0.{letters.Length}:{port}"),
        _ => TargetSyntax.ParseHostPort($"h{new string(letters)}.invalid:{port}"),
    });

    [Fact]
    public void A_time_in_any_unit() => Gen.Select(Gen.Long[0, 40_000_000_000], Gen.Int[0, 999_999], Gen.Int[0, s_units.Length - 1]).Sample((whole, millionths, unit) =>
    {
        decimal ticks = (whole + (millionths / 1_000_000m)) * s_units[unit].Ticks;
        TimeSpan? read = DurationText.Read(string.Create(CultureInfo.InvariantCulture, $"{whole}.{millionths:000000}{s_units[unit].Name}"));
        if (ticks > DurationText.Longest.Ticks) Assert.True(read > DurationText.Longest);
        else Assert.Equal((long)ticks, read!.Value.Ticks);
    });

    [Fact]
    public void A_range_of_alerts() => Gen.Select(Gen.Int[-9999, 9999], Gen.Int[0, 9999], Gen.Int[-20000, 20000], Gen.Bool).Sample((start, length, asked, inside) =>
    {
        (decimal first, decimal last, decimal seconds) = (start / 100m, (start + length) / 100m, asked / 100m);
        AlertRange range = AlertRange.Parse(string.Create(CultureInfo.InvariantCulture, $"{(inside ? "@" : null)}{first}:{last}"));
        Assert.Equal(((double)first, (double)last, inside), (range.Start, range.End, range.AlertsInside));
        Assert.Equal((first <= seconds && seconds <= last) == inside, range.Alerts((double)seconds));
    });

    [Fact]
    public void A_condition_on_any_figure() => Gen.Select(Gen.OneOf([.. RunMetricWord.All.Select(Gen.Const)]), Gen.OneOf(">", ">=", "<", "<="), Gen.Int[0, 1000]).Sample((name, sign, number) =>
    {
        MetricUnit unit = RunMetricWord.Parse(name).Unit;
        (string text, decimal limit) = unit switch
        {
            MetricUnit.Share => ($"{number / 10m}%", number / 1000m),
            MetricUnit.Occurrences => ($"{number}", number),
            _ => ($"{number}ms", number / 1000m),
        };
        FailCondition condition = FailCondition.Parse($"{name}{sign}{text}");
        Assert.Equal((name, sign, limit), (condition.Metric.Name, condition.Comparison.Sign(), condition.Limit));
    });

    [Fact]
    public void Hex_with_anything_between_its_bytes() => Gen.Select(Gen.Byte.Array, Gen.OneOf("", " ", ":", "\t", " \n"), Gen.Bool).Sample((bytes, between, upper) =>
    {
        string text = string.Join(between, bytes.Select(value => Convert.ToHexString([value])));
        Assert.Equal(bytes, HexText.Parse(upper ? text : text.ToLowerInvariant()));
    });

    [Fact]
    public void A_target_as_it_is_shown() => s_targets.Sample(target => Assert.Equal(target, TargetSyntax.ParseHostPort(target.ToString())));

    [Fact]
    public void A_file_of_targets_with_labels() => Gen.Select(s_targets, Gen.String[Gen.Char[" abcé|#'\"\\<漢"], 0, 9]).Array[0, 20].Sample(lines =>
    {
        string file = string.Concat(lines.Select((line, number) => $"{(number % 3 == 0 ? "# a comment\r\n\n" : null)} {line.Item1}\t{line.Item2}{(number % 2 == 0 ? "\r\n" : "\n")}"));
        TargetFile read = TargetFile.Parse(Encoding.UTF8.GetBytes(file));
        Assert.Empty(read.Mistakes);
        Assert.Equal(lines.Select(line => line.Item1 with { Label = line.Item2.Trim(' ') is { Length: > 0 } label ? label : null }), read.Targets);
    });
}
