using System.Net.Sockets;
using TcpProbe.Core.Targets;

namespace TcpProbe.Options;

/// <summary>Whom a command line wants reached.</summary>
/// <param name="Targets">The targets in the order in which they are named, at least one, each once.</param>
/// <param name="Family">The family of the addresses that count, unspecified for any.</param>
/// <param name="Repeated">Those that were named again, each once.</param>
/// <param name="AreListed">Whether a list of ports, a range or a file named them, rather than words alone.</param>
internal sealed record ChosenTargets(IReadOnlyList<Target> Targets, AddressFamily Family, IReadOnlyList<Target> Repeated, bool AreListed);
