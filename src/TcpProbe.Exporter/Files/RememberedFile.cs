using TcpProbe.Core.Payloads;

namespace TcpProbe.Exporter.Files;

/// <summary>A file that is read again when it has changed: certificates are renewed while the exporter runs, and a thousand probes a second are not to read it each.</summary>
/// <typeparam name="T">What is in it.</typeparam>
internal sealed class RememberedFile<T>
    where T : class
{
    private readonly Lock _gate = new();
    private readonly string? _path;
    private readonly Func<string, T> _read;
    private FileStamp _known;
    private T? _content;

    /// <param name="path">Where it is.</param>
    /// <param name="read">Reads it; a <see cref="FormatException"/> completes the sentence "FILE …".</param>
    public RememberedFile(string path, Func<string, T> read)
    {
        _path = path;
        _read = read;
    }

    /// <summary>What stands in the configuration itself.</summary>
    public RememberedFile(T content)
    {
        _content = content;
        _read = _ => content;
    }

    /// <summary>What is in it now.</summary>
    /// <exception cref="FormatException">It cannot be read, or holds something else; the message is a clause that names the file.</exception>
    public T Now()
    {
        if (_path is null) return _content!;

        // Before the reading: who writes meanwhile is seen by the next.
        FileStamp stamp = FileStamp.Of(_path);
        lock (_gate)
        {
            if (_content is { } known && stamp != default && stamp == _known) return known;
            try
            {
                T content = _read(_path);
                (_content, _known) = (content, stamp);
                return content;
            }
            catch (FormatException wrong)
            {
                _known = default;
                throw new FormatException($"{Shown} {wrong.Message}");
            }
        }
    }

    private string Shown => EscapedText.Show(_path!, 200);
}
