using System.Text;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Targets;

namespace TcpProbe.Fuzz;

/// <summary>The parsers of the library: each takes the bytes of one case and throws if a promise is broken, or what no parser may throw.</summary>
internal static class ParserTargets
{
    /// <summary>All of them by name.</summary>
    public static IReadOnlyDictionary<string, Action<byte[]>> All { get; } = new Dictionary<string, Action<byte[]>>
    {
        ["struct"] = StructValues,
        ["struct-pattern"] = ExpectedStruct,
        ["texts"] = Texts,
        ["target"] = TargetWord,
        ["target-file"] = FileOfTargets,
        ["exchange"] = ExchangeTarget.Run,
    };

    private static void StructValues(byte[] input)
    {
        string text = Promise.Argument(input);
        if (Promise.OrRefused(() => StructFormat.Parse(text)) is { } format) Lies(format);
        if (Promise.OrRefused(() => Tuple.Create(StructText.Parse(text))) is { Item1: var (layout, values) }) Packs(text, layout, values);
    }

    private static void Lies(StructFormat format)
    {
        Promise.Holds(format.Size is >= 0 and <= StructFormat.MaxSize, "a struct has a bounded size");
        int end = 0, number = 0;
        foreach (StructField field in format.Fields)
        {
            Promise.Holds(field.Number == ++number && field.Offset >= end, "fields lie one behind the other");
            end = field.Offset + field.Size;
        }

        Promise.Holds(end <= format.Size, "fields lie inside of the struct");
        byte[] zeros = new byte[format.Size];
        Promise.Holds(StructPacker.Pack(format, StructUnpacker.Unpack(format, zeros)).AsSpan().SequenceEqual(zeros), "zeros stay zeros");
    }

    private static void Packs(string text, StructFormat format, IReadOnlyList<StructValue> values)
    {
        byte[] packed = StructPacker.Pack(format, values);
        IReadOnlyList<StructValue> unpacked = StructUnpacker.Unpack(format, packed);
        Promise.Holds(StructPacker.Pack(format, unpacked).AsSpan().SequenceEqual(packed), "what unpacks packs into the same bytes");
        Promise.IsShowable(StructText.Show(unpacked));
        StructPattern pattern = StructPattern.Parse(text);
        Promise.Holds(StructDiff.Of(pattern, packed).Differences.Count == 0, "the words that were packed expect what was packed");
    }

    private static void ExpectedStruct(byte[] input)
    {
        int end = Array.IndexOf(input, (byte)'\n');
        byte[] came = end < 0 ? [] : input[(end + 1)..];
        if (Promise.OrRefused(() => StructPattern.Parse(Promise.Argument(end < 0 ? input : input.AsSpan(0, end)))) is not { } pattern) return;
        StructDiff diff = StructDiff.Of(pattern, came);
        Promise.IsShowable(diff.Summary);
        foreach (string line in diff.Table) Promise.IsShowable(line);
        int agreed = 0;
        bool agrees = true;
        for (int length = 0; length <= Math.Min(came.Length, pattern.Format.Size) && agrees; length++) agrees = pattern.Agrees(came.AsSpan(0, length), ref agreed);
        Promise.Holds(agrees == (diff.Differences.Count == 0), "byte by byte it agrees as in one piece");
    }

    private static void Texts(byte[] input)
    {
        string text = Promise.Argument(input);
        _ = Promise.OrRefused(() => TextMessage.Parse(text, crlf: true));
        string shown = EscapedText.Show(input);
        Promise.Holds(shown.All(letter => letter is >= ' ' and <= '~' and not '"'), "bytes are shown in printable ASCII");
        Promise.Holds(EscapedText.Parse(shown).AsSpan().SequenceEqual(input), "what is shown reads back");
        if (Promise.OrRefused(() => EscapedText.Parse(text)) is { } bytes)
            Promise.Holds(EscapedText.Parse(EscapedText.Show(bytes)).AsSpan().SequenceEqual(bytes), "what was read and shown reads back");
        if (Promise.OrRefused(() => HexText.Parse(text)) is { } digits)
            Promise.Holds(HexText.Parse(Convert.ToHexString(digits)).AsSpan().SequenceEqual(digits), "digits read back");
    }

    private static void TargetWord(byte[] input)
    {
        string[] words = Promise.Argument(input).Split(' ', 2);
        IReadOnlyList<Target>? targets = Promise.OrRefused(
            () => words is [var host, var ports] ? TargetSyntax.ParseHostAndPorts(host, ports) : [TargetSyntax.ParseHostPort(words[0])]);
        if (targets is null) return;
        Promise.Holds(targets.Count is > 0 and <= 2 * 65535, "every word names a port, and none without end");
        foreach (Target target in new[] { targets[0], targets[^1] })
        {
            Promise.IsShowable(target.ToString());
            Promise.Holds(TargetSyntax.ParseHostPort(target.ToString()) == target, "a target is written as it is read");
        }
    }

    private static void FileOfTargets(byte[] input)
    {
        TargetFile file = TargetFile.Parse(input);
        foreach (LineMistake mistake in file.Mistakes) Promise.IsShowable(mistake.Wrong);
        foreach (Target target in file.Targets) Promise.IsShowable($"{target} {target.Label}");
        Promise.Holds(file.Mistakes.Count <= TargetFile.MostMistakes && (file.MoreMistakes == 0 || file.Mistakes.Count == TargetFile.MostMistakes), "the first mistakes are told");
        string written = string.Join('\n', file.Targets.Select(target => $"{target} {target.Label}"));
        Promise.Holds(TargetFile.Parse(Encoding.UTF8.GetBytes(written)).Targets.SequenceEqual(file.Targets), "a list is written as it is read");
    }
}
