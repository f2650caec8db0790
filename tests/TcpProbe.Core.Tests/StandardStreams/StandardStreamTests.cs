using System.IO.Pipes;
using System.Text;
using Microsoft.Win32.SafeHandles;
using TcpProbe.Core.StandardStreams;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Core.Tests.StandardStreams;

/// <summary>What stdout and stderr are to both programs, on descriptors of the test's own.</summary>
public sealed class StandardStreamTests
{
    [LinuxFact]
    public void Two_that_write_to_one_file_leave_what_both_said()
    {
        string path = Path.GetTempFileName();
        try
        {
            using (SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Write))
            {
                foreach (string line in (string[])["one\n", "two\n"])
                {
                    using StandardStream stream = new((int)file.DangerousGetHandle());
                    stream.Write(Encoding.ASCII.GetBytes(line));
                }
            }

            Assert.Equal("one\ntwo\n", File.ReadAllText(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [LinuxFact]
    public void A_full_device_is_told_in_the_words_of_the_system()
    {
        using SafeFileHandle full = File.OpenHandle("/dev/full", FileMode.Open, FileAccess.Write);
        using StandardStream stream = new((int)full.DangerousGetHandle());
        Assert.Equal("No space left on device", Assert.Throws<IOException>(() => stream.Write("x"u8)).Message);
    }

    [LinuxFact]
    public void A_reader_that_has_gone_is_another_thing_than_an_error()
    {
        using AnonymousPipeServerStream pipe = new(PipeDirection.Out);
        using StandardStream stream = new((int)pipe.SafePipeHandle.DangerousGetHandle());
        stream.Write("x"u8);
        pipe.DisposeLocalCopyOfClientHandle();
        _ = Assert.Throws<ClosedPipeException>(() => stream.Write("y"u8));
    }

    [LinuxFact]
    public void It_is_ready_until_a_reader_who_does_not_read_has_enough()
    {
        using AnonymousPipeServerStream pipe = new(PipeDirection.Out);
        using AnonymousPipeClientStream reader = new(PipeDirection.In, pipe.ClientSafePipeHandle);
        using StandardStream stream = new((int)pipe.SafePipeHandle.DangerousGetHandle());
        Assert.True(stream.IsReady);
        byte[] page = new byte[4096];
        int written = 0;
        for (; stream.IsReady && written < 1 << 20; written += page.Length) stream.Write(page);
        Assert.InRange(written, page.Length, (1 << 20) - 1);

        // What was written is all there, and then there is room again.
        reader.ReadExactly(new byte[written]);
        Assert.True(stream.IsReady);
    }
}
