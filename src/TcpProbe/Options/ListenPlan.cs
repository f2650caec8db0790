using TcpProbe.Core.Responding;

namespace TcpProbe.Options;

/// <summary>What a command line tells the loopback peer.</summary>
/// <param name="Behaviour">What it does with each connection.</param>
/// <param name="Terms">What it says and demands.</param>
/// <param name="ReadyFile">The file that says where it listens, if there is to be one.</param>
/// <param name="Quiet">Whether connections are passed over in silence.</param>
internal sealed record ListenPlan(ResponderBehaviour Behaviour, ResponderTerms Terms, string? ReadyFile, bool Quiet);
