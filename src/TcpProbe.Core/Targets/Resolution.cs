using System.Net;

using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Targets;

/// <summary>How the look-up of a name ended.</summary>
internal abstract record Resolution
{
    private Resolution()
    {
    }

    /// <summary>The addresses behind the name.</summary>
    /// <param name="Addresses">At least one, in the resolver's order, each once.</param>
    /// <param name="Elapsed">How long the resolver took; <c>null</c> for a literal, which asks nobody.</param>
    public sealed record Found(IReadOnlyList<IPAddress> Addresses, TimeSpan? Elapsed) : Resolution;

    /// <summary>The name has no address that was asked for, and asking again will not change that.</summary>
    /// <param name="Code">The name of the resolver's code, such as EAI_NONAME.</param>
    /// <param name="Message">A clause for people.</param>
    /// <param name="Elapsed">How long the resolver took.</param>
    public sealed record NotFound(string Code, string Message, TimeSpan Elapsed) : Resolution
    {
        /// <summary>Whether the name is right and has addresses, though none of the family that was asked for.</summary>
        public bool HasOtherFamily { get; init; }
    }

    /// <summary>The resolver did not say; it may if asked again.</summary>
    /// <param name="Code">EAI_AGAIN; <c>null</c> if a limit of ours struck.</param>
    /// <param name="Message">A clause for people.</param>
    /// <param name="Limit">The limit that struck; <c>null</c> if the resolver itself gave up.</param>
    /// <param name="Elapsed">How long it was waited for.</param>
    public sealed record Unavailable(string? Code, string Message, TimeLimit? Limit, TimeSpan Elapsed) : Resolution;

    /// <summary>This machine could not ask.</summary>
    /// <param name="Code">The name of the errno, such as EMFILE, or where there is none of the resolver's code, such as EAI_MEMORY.</param>
    /// <param name="Message">A clause for people.</param>
    /// <param name="Elapsed">How long the resolver took.</param>
    public sealed record LocalFault(string Code, string Message, TimeSpan Elapsed) : Resolution;
}
