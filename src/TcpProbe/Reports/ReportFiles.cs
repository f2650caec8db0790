using TcpProbe.Endings;
using TcpProbe.Options;
using TcpProbe.Terminal;

namespace TcpProbe.Reports;

/// <summary>The reports in files, opened before the first probe and put in their places after the last.</summary>
internal sealed class ReportFiles : IDisposable
{
    private readonly List<ReportFile> _files = [];
    private bool _isPublished;

    // How long whoever is about to die waits for one that is just being opened, or put in its place.
    private static TimeSpan Patience => TimeSpan.FromMilliseconds(100);

    /// <summary>Opens all of them.</summary>
    /// <returns>What is written into them.</returns>
    /// <exception cref="UsageException">One cannot be written.</exception>
    public IReadOnlyList<ReportOutlet> Open(OutputChoices output)
    {
        lock (_files) return [.. output.Files.Select(file => Opened(file.Format, file.Path!, output))];
    }

    /// <summary>Puts them in their places.</summary>
    /// <exception cref="UnwritableException">One cannot be.</exception>
    public void Publish()
    {
        // A signal may come just when all is done.
        lock (_files)
        {
            if (_isPublished) return;
            _isPublished = true;
            _files.ForEach(file => file.Publish());
        }
    }

    /// <summary>Deletes what is not in its place; for a process that is about to die.</summary>
    public void Discard()
    {
        if (!Monitor.TryEnter(_files, Patience)) return;
        Dispose();
        Monitor.Exit(_files);
    }

    public void Dispose()
    {
        lock (_files) _files.ForEach(file => file.Dispose());
    }

    private ReportOutlet Opened(string format, string path, OutputChoices output)
    {
        ReportFile file = new($"-o {format}=", path);
        _files.Add(file);
        return new ReportOutlet(ReportFormats.OfFile(format, output), bytes => file.Write(bytes.Span));
    }
}
