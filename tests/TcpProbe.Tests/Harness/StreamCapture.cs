using System.Diagnostics;
using System.Text;

namespace TcpProbe.Tests.Harness;

/// <summary>Reads a pipe as fast as it fills, so that a writer never waits, and keeps what came.</summary>
internal sealed class StreamCapture
{
    private readonly object gate = new(); // not a Lock: readers of lines wait on it
    private readonly List<byte> bytes = [];
    private bool ended;
    private int lineStart;

    public StreamCapture(Stream stream) => _ = ReadAllAsync(stream);

    /// <summary>What came so far.</summary>
    public byte[] Bytes
    {
        get
        {
            lock (gate)
                return [.. bytes];
        }
    }

    /// <summary>What came so far, read as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>Waits until the last writer closed the pipe.</summary>
    public bool WaitForEnd(TimeSpan limit)
    {
        lock (gate)
            return WaitUntil(() => ended, limit);
    }

    /// <summary>Waits until the text so far is as wanted.</summary>
    /// <returns>Whether it became so; not where the stream ended or the limit passed before.</returns>
    public bool WaitFor(Func<string, bool> wanted, TimeSpan limit)
    {
        lock (gate)
        {
            bool holds = false;
            WaitUntil(() => (holds = wanted(Encoding.UTF8.GetString([.. bytes]))) || ended, limit);
            return holds;
        }
    }

    /// <summary>The next line, or null where the stream ended or the limit passed before one was complete.</summary>
    public string? ReadLine(TimeSpan limit)
    {
        lock (gate)
        {
            int end = -1;
            WaitUntil(() => (end = bytes.IndexOf((byte)'\n', lineStart)) >= 0 || ended, limit);
            if (end < 0)
                return null;
            string line = Encoding.UTF8.GetString([.. bytes[lineStart..end]]);
            lineStart = end + 1;
            return line;
        }
    }

    private bool WaitUntil(Func<bool> holds, TimeSpan limit)
    {
        Stopwatch clock = Stopwatch.StartNew();
        while (!holds())
        {
            TimeSpan rest = limit - clock.Elapsed;
            if (rest <= TimeSpan.Zero)
                return false;
            Monitor.Wait(gate, rest);
        }

        return true;
    }

    private async Task ReadAllAsync(Stream stream)
    {
        byte[] buffer = new byte[65536];
        try
        {
            while (await stream.ReadAsync(buffer) is > 0 and int read)
            {
                lock (gate)
                {
                    bytes.AddRange(buffer.AsSpan(0, read));
                    Monitor.PulseAll(gate);
                }
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
            // The process was disposed of while something it started still held the pipe.
        }

        lock (gate)
        {
            ended = true;
            Monitor.PulseAll(gate);
        }
    }
}
