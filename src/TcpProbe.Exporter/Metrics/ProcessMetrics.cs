using System.Diagnostics;
using TcpProbe.Core.Reporting.Prometheus;
using TcpProbe.Core.Sockets;

namespace TcpProbe.Exporter.Metrics;

/// <summary>What the process takes of this machine, by the names that every client library of Prometheus has; absent where the system does not say.</summary>
internal static class ProcessMetrics
{
    /// <summary>The metrics.</summary>
    public static IEnumerable<MetricFamily> Families()
    {
        using Process self = Process.GetCurrentProcess();
        yield return Of("process_cpu_seconds_total", "counter", "The CPU time that was used.", Round((decimal)self.TotalProcessorTime.TotalSeconds));
        yield return Of("process_resident_memory_bytes", "gauge", "The memory that is resident.", self.WorkingSet64);
        yield return Of("process_virtual_memory_bytes", "gauge", "The address space that is taken.", self.VirtualMemorySize64);
        yield return Of("process_start_time_seconds", "gauge", "When the process began, in Unix time.", Round((decimal)(self.StartTime.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds));
        yield return Of("process_threads", "gauge", "How many threads there are.", self.Threads.Count);
        yield return Of("process_open_fds", "gauge", "How many descriptors are open.", DescriptorLimit.CountOpen());
        yield return Of("process_max_fds", "gauge", "How many descriptors may be open.", DescriptorLimit.Current);
    }

    private static MetricFamily Of(string name, string type, string help, decimal? value)
    {
        MetricFamily family = new(name, type, help);
        family.Add(MetricLabels.None, value);
        return family;
    }

    private static decimal Round(decimal seconds) => Math.Round(seconds, 3);
}
