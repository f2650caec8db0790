namespace TcpProbe.Tests.Docs;

/// <summary>Where the sources are: the folder above the tests that holds the solution.</summary>
internal static class Repository
{
    /// <summary>Its path.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TcpProbe.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("no TcpProbe.sln above the tests");
    }
}
