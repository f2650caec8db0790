using TcpProbe.Core.Payloads;

namespace TcpProbe.Exporter.Configuration;

/// <summary>A mistake in a configuration file, with the place where it stands; lines and columns count from 1.</summary>
/// <param name="place">The place, such as <c>blackbox.yml:7:5</c>; the file alone if all of it is meant.</param>
/// <param name="what">What is wrong, in a clause that can be shown.</param>
internal sealed class ConfigMistake(string place, string what) : Exception($"{EscapedText.Show(place)}: {what}");
