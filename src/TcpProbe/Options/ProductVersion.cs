namespace TcpProbe.Options;

/// <summary>The version of the program, and the commit that it was built from; the build writes down both.</summary>
internal static partial class ProductVersion
{
    /// <summary>Such as <c>0.1.0 (1a2b3c4d5e6f)</c>; without the commit where the sources were not in git.</summary>
    public static string Text => Commit.Length == 0 ? Number : $"{Number} ({Commit})";
}
