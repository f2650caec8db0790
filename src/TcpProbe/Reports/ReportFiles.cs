using TcpProbe.Endings;
using TcpProbe.Options;
using TcpProbe.Terminal;

namespace TcpProbe.Reports;

/// <summary>The reports in files, opened before the first probe and put in their places after the last.</summary>
internal sealed class ReportFiles : IDisposable
{
    private readonly List<ReportFile> _files = [];
    private bool _isPublished;

    private ReportFiles(OutputChoices output)
    {
        try
        {
            Outlets = [.. output.Files.Select(file => Opened(file.Format, file.Path!, output))];
        }
        catch (UsageException)
        {
            // Nothing is left of the others.
            Dispose();
            throw;
        }
    }

    /// <summary>What is written into them.</summary>
    public IReadOnlyList<ReportOutlet> Outlets { get; }

    /// <summary>Opens all of them.</summary>
    /// <exception cref="UsageException">One cannot be written.</exception>
    public static ReportFiles Open(OutputChoices output) => new(output);

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
        // Whoever is just putting them there is not waited for.
        if (!Monitor.TryEnter(_files)) return;
        if (!_isPublished) Dispose();
        Monitor.Exit(_files);
    }

    public void Dispose() => _files.ForEach(file => file.Dispose());

    private ReportOutlet Opened(string format, string path, OutputChoices output)
    {
        ReportFile file = new($"-o {format}=", path);
        _files.Add(file);
        return new ReportOutlet(ReportFormats.OfFile(format, output), bytes => file.Write(bytes.Span));
    }
}
