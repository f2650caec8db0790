using System.Text.Json;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Sockets;

namespace TcpProbe.Core.Reporting.Json;

/// <summary>The part of the JSON report about socket options and the kernel: what was asked, what became of it.</summary>
internal static class JsonSocket
{
    /// <summary>Writes the keys <c>socket</c> and <c>kernel</c>.</summary>
    public static void Write(Utf8JsonWriter json, ProbeReport report)
    {
        json.WriteStartObject("socket");
        foreach (OptionReading reading in (report.Tuning ?? EffectiveTuning.Unread(report.Options.Tuning)).Readings)
        {
            json.WriteStartObject(reading.Option.Name);
            WriteValue(json, "requested", reading.Requested);
            WriteValue(json, "effective", reading.Effective);
            json.WriteCount("limit", reading.Limit);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteKernel(json, report.Kernel);
    }

    private static void WriteValue(Utf8JsonWriter json, string name, OptionValue? value)
    {
        switch (value)
        {
            case OptionValue.Switch flag:
                json.WriteBoolean(name, flag.On);
                break;
            case OptionValue.Amount number:
                json.WriteNumber(name, number.Count);
                break;
            case OptionValue.Period time:
                json.WriteSeconds(name, time.Span);
                break;
            case OptionValue.Word text:
                json.WriteString(name, text.Text);
                break;
            default:
                json.WriteNull(name);
                break;
        }
    }

    private static void WriteKernel(Utf8JsonWriter json, KernelFacts? kernel)
    {
        KernelTunables? tunables = kernel?.Tunables;
        json.WriteStartObject("kernel");
        json.WriteCount("tcp_syn_retries", tunables?.SynRetries);
        json.WriteCount("tcp_syn_linear_timeouts", tunables?.SynLinearTimeouts);
        json.WriteSeconds("tcp_rto_max", tunables?.RtoMax);
        json.WriteCount("rmem_max", tunables?.ReceiveBufferMax);
        json.WriteCount("wmem_max", tunables?.SendBufferMax);
        json.WriteCount("tcp_rmem_max", tunables?.ReceiveAutoTuningMax);
        json.WriteCount("tcp_wmem_max", tunables?.SendAutoTuningMax);
        json.WriteSeconds("syn_give_up_seconds", kernel?.SynSchedule?.GiveUp);
        json.WriteEndObject();
    }
}
