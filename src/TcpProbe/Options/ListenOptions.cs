using System.CommandLine;
using TcpProbe.Core.Responding;

namespace TcpProbe.Options;

/// <summary>How the loopback peer behaves.</summary>
internal sealed class ListenOptions : OptionGroup
{
    private readonly Option<string?> _mode;
    private readonly Option<bool> _quiet;

    public ListenOptions()
        : base("Options")
    {
        _mode = Choice(new("--mode", "what to do with each connection")
        {
            ValueName = "MODE",
            Choices = ["echo", "recipe", "silent", "close", "reset"],
            Default = "echo",
        });
        _quiet = Flag(new("--quiet", "say only where it listens") { Aliases = ["-q"] });
    }

    /// <summary>The behaviour, and whether connections are passed over in silence.</summary>
    public (ResponderBehaviour Behaviour, bool Quiet) Bind(ParseResult parsed) => (Behaviour(parsed.GetValue(_mode)), parsed.GetValue(_quiet));

    private static ResponderBehaviour Behaviour(string? mode) => mode switch
    {
        "recipe" => new ResponderBehaviour.Recipe(),
        "silent" => new ResponderBehaviour.Silent(),
        "close" => new ResponderBehaviour.CloseAtOnce(),
        "reset" => new ResponderBehaviour.ResetAtOnce(),
        _ => new ResponderBehaviour.Echo(),
    };
}
