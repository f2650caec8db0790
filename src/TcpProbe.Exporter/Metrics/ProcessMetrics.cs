using System.ComponentModel;
using System.Diagnostics;
using TcpProbe.Core.Reporting.Prometheus;
using TcpProbe.Core.Sockets;

namespace TcpProbe.Exporter.Metrics;

/// <summary>What the process takes of this machine, by the names that every client library of Prometheus has; absent where the system does not say.</summary>
internal static class ProcessMetrics
{
    private static readonly decimal? s_began = Began();

    /// <summary>The metrics.</summary>
    public static IEnumerable<MetricFamily> Families()
    {
        ProcessStatus? status = ProcessStatus.Now();
        yield return Of("process_cpu_seconds_total", "counter", "The CPU time that was used.", Round((decimal)Environment.CpuUsage.TotalTime.TotalSeconds));
        yield return Of("process_resident_memory_bytes", "gauge", "The memory that is resident.", status?.ResidentMemory ?? Environment.WorkingSet);
        yield return Of("process_virtual_memory_bytes", "gauge", "The address space that is taken.", status?.VirtualMemory);
        yield return Of("process_start_time_seconds", "gauge", "When the process began, in Unix time.", s_began);
        yield return Of("process_threads", "gauge", "How many threads there are.", status?.Threads);
        yield return Of("process_open_fds", "gauge", "How many descriptors are open.", DescriptorLimit.CountOpen());
        yield return Of("process_max_fds", "gauge", "How many descriptors may be open.", DescriptorLimit.Current);
    }

    private static MetricFamily Of(string name, string type, string help, decimal? value)
    {
        MetricFamily family = new(name, type, help);
        family.Add(MetricLabels.None, value);
        return family;
    }

    private static decimal? Began()
    {
        try
        {
            using Process self = Process.GetCurrentProcess();
            return Round((decimal)(self.StartTime.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds);
        }
        catch (Exception noProc) when (noProc is Win32Exception or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static decimal Round(decimal seconds) => Math.Round(seconds, 3);
}
