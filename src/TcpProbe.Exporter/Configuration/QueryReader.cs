using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Exchanges.StartTls;
using TcpProbe.Exporter.Configuration.Go;
using TcpProbe.Exporter.Modules;

namespace TcpProbe.Exporter.Configuration;

/// <summary>Reads the entries of <c>query_response</c>: those of blackbox_exporter, of up to three steps each, and ours of one.</summary>
/// <param name="maxReply">The most bytes that one expectation looks through.</param>
/// <param name="warnings">Where to put what is no mistake and yet worth a word.</param>
internal sealed class QueryReader(int maxReply, List<string> warnings)
{
    private static readonly ReadOnlyMemory<byte> s_lineFeed = new([(byte)'\n']);

    private readonly List<ExchangeStep> _steps = [];
    private readonly List<ExpectLabels> _labels = [];
    private YamlField? _bytesBeforeTls;

    private readonly HashSet<string> _captures = new(StringComparer.Ordinal);

    /// <summary>The steps.</summary>
    public IReadOnlyList<ExchangeStep> Steps => _steps;

    /// <summary>The labels of the expectations.</summary>
    public IReadOnlyList<ExpectLabels> Labels => _labels;

    /// <summary>Reads the next entry.</summary>
    /// <exception cref="ConfigMistake">There is a mistake in it, or it cannot follow those before it.</exception>
    public void Add(YamlField entry)
    {
        YamlMap map = entry.Map();
        int before = _steps.Count;
        YamlField? expect = map.Take("expect"), bytes = map.TakeFilled("expect_bytes"), send = map.TakeFilled("send");
        YamlField? labels = map.Take("labels"), startTls = map.Take("starttls");
        (string Key, YamlField Value)[] own = [.. OwnStepReader.Keys.Select(key => (key, map.Take(key)!)).Where(pair => pair.Item2 is not null)];
        map.Close();
        if (own.Length > 0)
        {
            if (own.Length > 1) throw own[1].Value.Mistake($"stands beside {own[0].Key}; each has an entry of its own");
            if ((expect ?? bytes ?? send ?? labels ?? startTls) is not null) throw own[0].Value.Mistake("has an entry of its own, without other keys");
            if (OwnStepReader.Read(own[0].Key, own[0].Value, _captures) is { } step) Add(step, own[0].Value);
        }
        else
        {
            if (expect is not null && bytes is not null) throw bytes.Mistake("stands beside expect; each has an entry of its own");
            if (labels is not null && expect is null) throw labels.Mistake("are filled with what expect captures, and there is none");
            GoPattern? pattern = expect?.Sentence(GoPattern.Parse);
            if (pattern is not null) AddLine(pattern, expect!, labels);
            if (bytes is not null) Add(new ExpectStep("expect-bytes", new StartExpectation(bytes.Bytes())), bytes);
            if (send is not null) Add(new SendStep("send", Message(send, pattern)), send);
            if (send is { IsBinary: true }) _bytesBeforeTls ??= send;
            AddStartTls(startTls);
            if (startTls is not null && _bytesBeforeTls is { } early) warnings.Add(early.Mistake("a line feed is sent behind these bytes too, which the peer may take for the first byte of TLS; send_bytes sends none").Message);
        }

        if (_steps.Count == before) warnings.Add(entry.Mistake("the entry says nothing to do").Message);
    }

    private void AddLine(GoPattern pattern, YamlField field, YamlField? labels)
    {
        Add(new ExpectStep("expect", field.Sentence(_ => LineExpectation.Parse(pattern.Pattern, pattern.Written))), field);
        if (labels is not null) _labels.Add(new ExpectLabels(_steps.Count, LabelReader.Read(labels, pattern)));
    }

    private static MessageTemplate Message(YamlField send, GoPattern? pattern) => pattern is null
        ? new FixedMessage((byte[])[.. send.Bytes(), (byte)'\n'])
        : GoTemplate.Parse(send.Bytes(), pattern, s_lineFeed);

    private void AddStartTls(YamlField? field)
    {
        if (field is null) return;
        StartTlsProtocol? protocol = StartTlsProtocol.Names.Contains(field.Text()) ? StartTlsProtocol.Named(field.Text()) : field.Value(Agreed);
        if (protocol is not null) Add(new StartTlsStep(protocol), field);
    }

    private static AgreedStartTls? Agreed(string word) => YamlField.Flag(word) switch
    {
        true => new AgreedStartTls(),
        false => null,
        null => throw new FormatException($"is not true, or one of {string.Join(", ", StartTlsProtocol.Names)}"),
    };

    private void Add(ExchangeStep step, YamlField field)
    {
        if (step is SendStep or StartTlsStep && _steps.Any(earlier => earlier is HalfCloseStep)) throw field.Mistake("sends, and half_close before it has ended that");
        if (step is HalfCloseStep && _steps.Any(earlier => earlier is HalfCloseStep)) throw field.Mistake("is given twice; what is said ends once");
        if (step is StartTlsStep && _steps.Any(earlier => earlier is StartTlsStep)) throw field.Mistake("is given twice; TLS begins once");
        if (step is ExpectStep { Expectation: var expectation }) Demand(expectation, field);
        _steps.Add(step);
    }

    private void Demand(Expectation expectation, YamlField field)
    {
        int least = expectation.LeastLength;
        if (least == 0) throw field.Mistake("expects no bytes, which would match anything");
        if (least > maxReply) throw field.Mistake($"expects {least} bytes, and max_reply looks through {maxReply}");
        if (expectation is RegexExpectation regex) _captures.UnionWith(regex.Groups);
    }
}
