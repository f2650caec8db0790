using TcpProbe.Core.Payloads;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace TcpProbe.Exporter.Configuration;

/// <summary>Looks at the events of a text before nodes are made of them: the library makes and compares nodes by recursion, which a text could make endless.</summary>
/// <param name="file">What the file is called in mistakes.</param>
internal sealed class YamlShape(string file)
{
    // No configuration is nested so deep.
    private const int Deepest = 64;

    private const string Unreadable = "is not YAML: what follows cannot be read; perhaps a } or ] is missing, or quotes around a text";

    private readonly Stack<Container> _open = [];
    private readonly HashSet<AnchorName> _anchors = [];

    /// <summary>Throws unless the text is nested within reason, its keys are texts, and nothing contains itself.</summary>
    /// <exception cref="ConfigMistake">It is not.</exception>
    /// <exception cref="YamlException">It is no YAML.</exception>
    public void Demand(string text)
    {
        Parser parser = new(new StringReader(text));
        while (Moves(parser)) Take(parser.Current!);
    }

    // There are texts that the library has no words for.
    private bool Moves(Parser parser)
    {
        try
        {
            return parser.MoveNext();
        }
        catch (Exception wordless) when (wordless is InvalidOperationException or ArgumentException)
        {
            Mark last = parser.Current?.End ?? Mark.Empty;
            throw new ConfigMistake($"{file}:{last.Line}:{last.Column}", Unreadable);
        }
    }

    private void Take(ParsingEvent next)
    {
        if (next is NodeEvent { Anchor: { IsEmpty: false } anchor }) _ = _anchors.Add(anchor);
        switch (next)
        {
            case MappingEnd when !_open.Peek().IsKeyNext:
            case DocumentEnd when _open.Count > 0:
                // The library reads such events from some texts, and then cannot make nodes of them.
                throw Mistake(next, Unreadable);
            case MappingEnd or SequenceEnd:
                _ = _open.Pop();
                break;
            case MappingStart or SequenceStart:
                Enter(next);
                _open.Push(new Container(((NodeEvent)next).Anchor, IsMap: next is MappingStart));
                if (_open.Count > Deepest) throw Mistake(next, $"is nested more than {Deepest} deep");
                break;
            case AnchorAlias alias when _open.Any(one => one.Anchor == alias.Value):
                throw Mistake(next, $"*{EscapedText.Show(alias.Value.Value)} contains itself");
            case AnchorAlias alias when !_anchors.Contains(alias.Value):
                // The library tells neither the place, nor what is not to be in a log: it may be a password.
                throw Mistake(next, "there is no anchor before it that this alias means; a text that begins with * is in quotes");
            case NodeEvent or AnchorAlias:
                Enter(next);
                break;
            default:
                break;
        }
    }

    // In a map every other node is a key.
    private void Enter(ParsingEvent node)
    {
        if (!_open.TryPeek(out Container? around) || !around.IsMap) return;
        if (around.IsKeyNext && node is not Scalar) throw Mistake(node, "is not a text");
        around.IsKeyNext = !around.IsKeyNext;
    }

    private ConfigMistake Mistake(ParsingEvent at, string what) => new($"{file}:{at.Start.Line}:{at.Start.Column}", what);

    private sealed record Container(AnchorName Anchor, bool IsMap)
    {
        public bool IsKeyNext { get; set; } = true;
    }
}
