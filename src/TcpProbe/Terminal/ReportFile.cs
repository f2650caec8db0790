using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using TcpProbe.Core.StandardStreams;
using TcpProbe.Core.Timing;
using TcpProbe.Endings;

namespace TcpProbe.Terminal;

/// <summary>The file of a report: a file is replaced once the report is whole, a pipe or a device is written to as the report comes.</summary>
internal sealed class ReportFile : IDisposable
{
    private readonly string _name;
    private readonly FileBeside? _beside;
    private readonly SafeFileHandle? _handle;
    private readonly Stream? _straight;
    private bool _hasBytes;

    /// <summary>Opens it, before the first probe.</summary>
    /// <param name="option">What the user wrote before the path, such as <c>-o json=</c>.</param>
    /// <param name="path">The path.</param>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public ReportFile(string option, string path)
    {
        _name = Shown.Word(path);
        try
        {
            ReportPlace place = ReportPlace.Of(path);
            if (place is ReportPlace.ReplacedFile { Path: var file }) _beside = new FileBeside(file);
            else _handle = Opened(place) ?? throw new UsageException($"{option}{_name} is not open for writing");
        }
        catch (Exception fault) when (FileFault.Is(fault))
        {
            throw new UsageException($"{option}{_name} cannot be written: {FileFault.Reason(fault, path)}");
        }

        if (_handle is { } open) _straight = OperatingSystem.IsWindows() ? new FileStream(open, FileAccess.Write, 0) : new StandardStream((int)open.DangerousGetHandle());
    }

    /// <summary>Adds to the report.</summary>
    /// <exception cref="UnwritableException">It takes no more.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _hasBytes |= !bytes.IsEmpty;
            _straight?.Write(bytes);
            _beside?.Write(bytes);
        }
        catch (IOException refused)
        {
            throw Unwritable(refused);
        }
    }

    /// <summary>Ends the report, and puts the file in its place; one without a byte, of a run that was interrupted at once, leaves what is there.</summary>
    /// <exception cref="UnwritableException">It cannot be put there; what was there before still is.</exception>
    public void Publish()
    {
        try
        {
            if (_hasBytes) _beside?.TakePlace();
            else _beside?.Dispose();
        }
        catch (Exception refused) when (FileFault.Is(refused))
        {
            throw Unwritable(refused);
        }
    }

    /// <summary>Closes it, and deletes what was not published.</summary>
    public void Dispose()
    {
        _beside?.Dispose();
        _straight?.Dispose();
        _handle?.Dispose();
    }

    private static SafeFileHandle? Opened(ReportPlace place)
    {
        if (place is ReportPlace.SharedDescriptor { Descriptor: var descriptor }) return Again(descriptor);
        string path = ((ReportPlace.StraightPath)place).Path;
        SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        if (PathStatus.Of(path) == FileKind.Mounted) RandomAccess.SetLength(handle, 0);
        return handle;
    }

    // The same open file, with its place in it, as whoever opened it goes on writing there; a path would open another, at its beginning.
    private static SafeFileHandle? Again(int descriptor)
    {
        int status = SystemCalls.Control(descriptor, SystemCalls.GetStatus, 0);
        if (status < 0 || (status & SystemCalls.AccessMode) == SystemCalls.ReadOnly || (status & SystemCalls.PathOnly) != 0) return null;
        return SystemCalls.Control(descriptor, SystemCalls.DuplicateClosedOnExec, 3) is >= 0 and var own ? new SafeFileHandle(own, ownsHandle: true) : null;
    }

    private UnwritableException Unwritable(Exception refused)
    {
        // .NET names the file that the user does not know of, beside his own.
        string reason = refused is ClosedPipeException ? "nobody reads it any more"
            : !OperatingSystem.IsWindows() && refused.HResult is > 0 and var error ? Marshal.GetPInvokeErrorMessage(error)
            : refused is FileNotFoundException or DirectoryNotFoundException ? "its directory is gone"
            : refused is UnauthorizedAccessException ? "permission denied"
            : refused.Message;
        return new UnwritableException($"{_name}: {reason}", refused);
    }
}
