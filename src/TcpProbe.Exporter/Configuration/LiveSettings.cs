using TcpProbe.Exporter.Modules;

namespace TcpProbe.Exporter.Configuration;

/// <summary>The settings that hold now; a file with a mistake in it leaves those that held before.</summary>
/// <param name="path">The file; <c>null</c> for what is built in.</param>
/// <param name="clock">What tells when it was read.</param>
internal sealed class LiveSettings(string? path, TimeProvider clock)
{
    private readonly Lock _reading = new();
    private volatile Reading _last = new(Settings.BuiltIn, IsRight: false, ReadAt: null);

    /// <summary>What holds now.</summary>
    public Settings Now => _last.Settings;

    /// <summary>Whether the file was right when it was last read.</summary>
    public bool IsRight => _last.IsRight;

    /// <summary>When it was last read and right.</summary>
    public DateTimeOffset? ReadAt => _last.ReadAt;

    /// <summary>Reads the file.</summary>
    /// <param name="besides">What must go well besides, done once the file was right; <c>null</c> for nothing.</param>
    /// <exception cref="ConfigMistake">There is a mistake in it, or in what must go well besides.</exception>
    public void Read(Action? besides = null)
    {
        lock (_reading)
        {
            try
            {
                Settings read = path is null ? Settings.BuiltIn : SettingsFile.Read(path);
                besides?.Invoke();
                _last = new Reading(read, IsRight: true, clock.GetUtcNow());
            }
            catch (ConfigMistake)
            {
                _last = _last with { IsRight = false };
                throw;
            }
        }
    }

    private sealed record Reading(Settings Settings, bool IsRight, DateTimeOffset? ReadAt);
}
