using System.Text;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Timing;
using TcpProbe.Exporter.Files;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace TcpProbe.Exporter.Configuration;

/// <summary>A file in YAML whose one document is a map.</summary>
internal static class YamlFile
{
    private const int LargestFile = 4 << 20;
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file.</summary>
    /// <exception cref="ConfigMistake">It cannot be read, or is not such a file.</exception>
    public static YamlMap Read(string path)
    {
        try
        {
            // What is no file could keep whoever reads it waiting, or have no end.
            if (File.Exists(path) && !FileStamp.IsRegular(path)) throw new ConfigMistake(path, "is not a regular file");
            return Parse(s_strict.GetString(Bytes(path)).TrimStart('\uFEFF'), path);
        }
        catch (DecoderFallbackException)
        {
            throw new ConfigMistake(path, "is not UTF-8");
        }
        catch (Exception fault) when (FileFault.Is(fault))
        {
            throw new ConfigMistake(path, $"cannot be read: {FileFault.Reason(fault, path)}");
        }
    }

    // Piece by piece: it may grow meanwhile.
    private static byte[] Bytes(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read);
        using MemoryStream bytes = new();
        byte[] buffer = new byte[64 * 1024];
        while (file.Read(buffer) is > 0 and int count)
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > LargestFile) throw new ConfigMistake(path, "is larger than any configuration (4 MiB)");
        }

        return bytes.ToArray();
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">What the file is called in mistakes.</param>
    /// <exception cref="ConfigMistake">It is not such a text.</exception>
    public static YamlMap Parse(string text, string file)
    {
        try
        {
            new YamlShape(file).Demand(text);
            YamlStream stream = [];
            stream.Load(new StringReader(text));
            return stream.Documents switch
            {
                [] => new YamlMap(file, []),
                [var only] => new YamlField(file, string.Empty, only.RootNode).Map(),
                [_, var second, ..] => throw new YamlField(file, string.Empty, second.RootNode).Mistake("a second document; one is read"),
            };
        }
        catch (YamlException wrong)
        {
            throw new ConfigMistake($"{file}:{wrong.Start.Line}:{wrong.Start.Column}", $"is not YAML: {What(wrong)}");
        }
    }

    // The only words of the library that quote the file: a key without a blank behind its colon may be a password, too.
    private static string What(YamlException wrong) =>
        wrong.Message.StartsWith("Duplicate key", StringComparison.Ordinal) ? "a key stands there twice" : EscapedText.Show(wrong.Message);
}
