using TcpProbe.Exporter.Modules;

namespace TcpProbe.Exporter.Configuration;

/// <summary>The settings that hold now; a file with a mistake in it leaves those that held before.</summary>
/// <param name="path">The file; <c>null</c> for what is built in.</param>
/// <param name="clock">What tells when it was read.</param>
internal sealed class LiveSettings(string? path, TimeProvider clock)
{
    private readonly Lock _reading = new();
    private volatile Settings _now = Settings.BuiltIn;

    /// <summary>What holds now.</summary>
    public Settings Now => _now;

    /// <summary>Whether the file was right when it was last read.</summary>
    public bool IsRight { get; private set; }

    /// <summary>When it was last read and right.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>Reads the file.</summary>
    /// <param name="besides">What must go well besides, done once the file was right; <c>null</c> for nothing.</param>
    /// <exception cref="ConfigMistake">There is a mistake in it, or in what must go well besides.</exception>
    public void Read(Action? besides = null)
    {
        lock (_reading)
        {
            IsRight = false;
            Settings read = path is null ? Settings.BuiltIn : SettingsFile.Read(path);
            besides?.Invoke();
            _now = read;
            IsRight = true;
            ReadAt = clock.GetUtcNow();
        }
    }
}
