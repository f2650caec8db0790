using TcpProbe.Endings;

namespace TcpProbe.Terminal;

/// <summary>A small file that is there with all of its text or not at all; deleted when disposed of.</summary>
internal sealed class WholeFile : IDisposable
{
    private readonly string _option;
    private readonly string _path;
    private readonly string _beside;
    private bool _isThere;

    /// <summary>Makes sure that the file can be written, before anything else is begun.</summary>
    /// <exception cref="UsageException">The option names a path where no file can be written.</exception>
    public WholeFile(string option, string path)
    {
        _option = option;
        _path = path;
        _beside = $"{path}.{Environment.ProcessId}";
        if (Directory.Exists(path)) throw new UsageException($"{option} {Shown.Word(path)} is a directory");
        Try(() => File.WriteAllText(_beside, string.Empty));
    }

    /// <summary>Puts the file in its place.</summary>
    /// <exception cref="UsageException">It cannot be put there.</exception>
    public void Publish(string text) => Try(() =>
    {
        File.WriteAllText(_beside, text);
        File.Move(_beside, _path, overwrite: true);
        _isThere = true;
    });

    /// <summary>Deletes it.</summary>
    public void Dispose() => Delete(_isThere ? _path : _beside);

    private void Try(Action act)
    {
        try
        {
            act();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Delete(_beside);
            throw new UsageException($"{_option} {Shown.Word(_path)} cannot be written: {Reason(refused)}");
        }
    }

    private static string Reason(Exception refused) => refused switch
    {
        DirectoryNotFoundException => "there is no such directory",
        UnauthorizedAccessException => "it is a directory, or this user may not",
        _ => "the system refused",
    };

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // It is only left behind.
        }
    }
}
