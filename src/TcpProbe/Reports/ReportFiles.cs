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
        List<ReportOutlet> outlets = [];
        foreach ((string format, string? path) in output.Files)
        {
            ReportFile file = new($"-o {format}=", path!);
            _files.Add(file);
            outlets.Add(new ReportOutlet(ReportFormats.OfFile(format, output), bytes => file.Write(bytes.Span)));
        }

        Outlets = outlets;
    }

    /// <summary>What is written into them.</summary>
    public IReadOnlyList<ReportOutlet> Outlets { get; }

    /// <summary>Opens all of them.</summary>
    /// <exception cref="Endings.UsageException">One cannot be written.</exception>
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

    public void Dispose() => _files.ForEach(file => file.Dispose());
}
