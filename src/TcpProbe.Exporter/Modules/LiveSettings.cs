using TcpProbe.Exporter.Configuration;

namespace TcpProbe.Exporter.Modules;

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
    /// <exception cref="ConfigMistake">There is a mistake in it.</exception>
    public void Read()
    {
        lock (_reading)
        {
            IsRight = false;
            if (path is not null) _now = SettingsFile.Read(path);
            IsRight = true;
            ReadAt = clock.GetUtcNow();
        }
    }
}
