using System.Buffers;
using TcpProbe.Core.Probing;

namespace TcpProbe.Core.Reporting;

/// <summary>A format: turns a finished report into bytes, and does nothing else.</summary>
public interface IReportWriter
{
    /// <summary>Appends the report, closing line feed included.</summary>
    void Write(ProbeReport report, IBufferWriter<byte> output);
}
