using System.ComponentModel;
using System.Diagnostics;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Exporter.Tests.Harness;

/// <summary>A real browser without a window.</summary>
internal static class Browser
{
    private static readonly string[] s_quietly =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--disable-dev-shm-usage",
    ];

    /// <summary>Why it cannot be used; null where it can.</summary>
    public static string? WhyNot { get; } = Find();

    /// <summary>What it has made of a page.</summary>
    public static string Dom(Uri page) => Run("--dump-dom", page.ToString());

    /// <summary>A picture of a page, as PNG.</summary>
    public static byte[] Picture(Uri page, int width)
    {
        using TemporaryFolder folder = new();
        string file = folder.PathOf("page.png");
        _ = Run($"--screenshot={file}", $"--window-size={width},800", "--hide-scrollbars", page.ToString());
        return File.ReadAllBytes(file);
    }

    private static string Run(params string[] arguments)
    {
        using TemporaryFolder profile = new();
        using Process process = Start([.. s_quietly, $"--user-data-dir={profile.PathOf("profile")}", .. arguments]);
        Task<string> complaints = process.StandardError.ReadToEndAsync();
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, complaints.GetAwaiter().GetResult());
        return said;
    }

    private static string? Find()
    {
        try
        {
            using Process process = Start("--version");
            process.WaitForExit();
            return process.ExitCode == 0 ? null : "chromium does not start";
        }
        catch (Win32Exception)
        {
            return "chromium is not installed (Debian: chromium)";
        }
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("chromium", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}

/// <summary>A fact that a browser must bear out; skipped where there is none.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Browser.WhyNot;
}
