using TcpProbe.Exporter.Files;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Exporter.Tests.Files;

/// <summary>Files that are read again when they have changed, and not before.</summary>
public sealed class RememberedFileTests
{
    [Fact]
    public void A_file_is_read_once_until_it_changes()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a", "one");
        int read = 0;
        RememberedFile<string> file = new(path, name => File.ReadAllText(name) + ++read);
        Assert.Equal(["one1", "one1"], new[] { file.Now(), file.Now() });
        File.WriteAllText(path, "longer");
        Assert.Equal("longer2", file.Now());
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
        Assert.Equal(["longer3", "longer3"], new[] { file.Now(), file.Now() });
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_tried_each_time_and_named()
    {
        using TemporaryFolder folder = new();
        int tried = 0;
        RememberedFile<string> file = new(folder.PathOf("a"), _ => throw new FormatException($"fails {++tried}"));
        Assert.Equal($"{folder.PathOf("a")} fails 1", Assert.Throws<FormatException>(file.Now).Message);
        _ = folder.File("a", "text");
        Assert.Equal($"{folder.PathOf("a")} fails 2", Assert.Throws<FormatException>(file.Now).Message);
    }

    [Fact]
    public void What_was_read_before_a_file_went_away_is_forgotten()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a", "text");
        RememberedFile<string> file = new(path, name => File.Exists(name) ? "there" : throw new FormatException("is gone"));
        Assert.Equal("there", file.Now());
        File.Delete(path);
        Assert.Equal($"{path} is gone", Assert.Throws<FormatException>(file.Now).Message);
    }

    [Fact]
    public void A_link_that_is_turned_round_leads_to_another_file_even_if_both_are_alike()
    {
        using TemporaryFolder folder = new();
        foreach (string name in (string[])["a", "b"])
        {
            _ = Directory.CreateDirectory(folder.PathOf(name));
            File.SetLastWriteTimeUtc(folder.File($"{name}/ca.pem", name), DateTime.UnixEpoch);
        }

        _ = Directory.CreateSymbolicLink(folder.PathOf("now"), "a");
        _ = File.CreateSymbolicLink(folder.PathOf("ca.pem"), "now/ca.pem");
        RememberedFile<string> file = new(folder.PathOf("ca.pem"), File.ReadAllText);
        Assert.Equal("a", file.Now());
        _ = Directory.CreateSymbolicLink(folder.PathOf("next"), "b");
        File.Delete(folder.PathOf("now"));
        Directory.Move(folder.PathOf("next"), folder.PathOf("now"));
        Assert.Equal("b", file.Now());
    }
}
