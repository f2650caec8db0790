using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.InLab;

/// <summary>One probe made twice, at the same time: for a person and as JSON.</summary>
/// <param name="Human">What a person sees.</param>
/// <param name="Json">What a program reads.</param>
internal sealed partial record Answer(ToolResult Human, JsonElement Json)
{
    /// <summary>The first line for a person, with every time in it replaced by T.</summary>
    public string Line => WithoutTimes(Human.Stdout.Split('\n')[0]);

    /// <summary>The hint below it.</summary>
    public string Hint => Human.Stdout.Split('\n')[1];

    /// <summary>How many SYNs JSON says were resent.</summary>
    public int SynsResent => int.Parse(Resent().Match(Failure.GetProperty("message").GetString()!).Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    /// <summary>What JSON says of the failure.</summary>
    public JsonElement Failure => Json.GetProperty("failure");

    /// <summary>Probes with these arguments in the client namespace.</summary>
    public static Answer Of(LabFixture lab, params string[] args)
    {
        using RunningTool human = RunningTool.Start(lab.Client, args);
        using RunningTool json = RunningTool.Start(lab.Client, [.. args, "-o", "json"]);
        ToolResult humanResult = human.Wait(), jsonResult = json.Wait();
        Assert.Empty(humanResult.Stderr);
        Assert.Empty(jsonResult.Stderr);
        Assert.Equal(humanResult.ExitCode, jsonResult.ExitCode);
        JsonElement report = Parse(jsonResult);
        Assert.Equal(jsonResult.ExitCode, report.GetProperty("exit_code").GetInt32());
        Assert.Equal(jsonResult.ExitCode == 0, report.GetProperty("ok").GetBoolean());
        return new Answer(humanResult, report);
    }

    /// <summary>Probes a case of the lab.</summary>
    public static Answer OfCase(LabFixture lab, string name, params string[] args) =>
        Of(lab, [Lab.Cases[name].Host, Lab.Cases[name].Port, .. args]);

    /// <summary>Probes once, for the JSON alone.</summary>
    public static JsonElement JsonOf(LabFixture lab, params string[] args) => Parse(Tool.Run(lab.Client, [.. args, "-o", "json"]));

    /// <summary>The one JSON report on stdout.</summary>
    public static JsonElement Parse(ToolResult result)
    {
        using JsonDocument document = JsonDocument.Parse(result.StdoutBytes);
        return document.RootElement.Clone();
    }

    /// <summary>The text with every time in it replaced by T.</summary>
    public static string WithoutTimes(string text) => Time().Replace(text, "T");

    /// <summary>Both outputs tell of this failure of the connect, each in its own form, and of nothing else.</summary>
    /// <remarks>N is how many SYNs were resent, for two probes need not have resent as many.</remarks>
    public void AssertFailed(int exitCode, string reason, string? errno, string? limit, string sentence, string phase = "connect")
    {
        Assert.True(exitCode == Human.ExitCode, Human.ToString());
        string target = new LabCase(Json.GetProperty("target").GetProperty("host").GetString()!, Json.GetProperty("target").GetProperty("port").ToString()).HostPort;
        Assert.Equal($"{target} failed in {phase}: {sentence}", WithoutCount(Line));
        Assert.StartsWith("  hint: ", Hint, StringComparison.Ordinal);
        Assert.Equal(sentence, WithoutCount(WithoutTimes(Failure.GetProperty("message").GetString()!)));
        Assert.Equal(Hint, $"  hint: {Failure.GetProperty("hint").GetString()}");
        Assert.Equal(phase.Split(' ')[0], Failure.GetProperty("phase").GetString());
        Assert.Equal(reason, Failure.GetProperty("reason").GetString());
        Assert.Equal(errno, Failure.GetProperty("errno").GetString());
        Assert.Equal(limit, Failure.GetProperty("limit").GetString());
        if (phase != "connect")
            return;
        Assert.Equal(JsonValueKind.Null, Json.GetProperty("remote").ValueKind);
        Assert.Equal(JsonValueKind.Null, Json.GetProperty("tcp_info").ValueKind);
        Assert.Equal(JsonValueKind.Null, Json.GetProperty("bytes_sent").ValueKind);
        Assert.Contains(Json.GetProperty("attempts").EnumerateArray(), attempt =>
            attempt.GetProperty("reason").GetString() == reason && attempt.GetProperty("errno").GetString() == errno);
    }

    private static string WithoutCount(string text) => Resent().Replace(text, "N resent");

    [GeneratedRegex(@"\b(\d+) SYNs? resent")]
    private static partial Regex Resent();

    [GeneratedRegex(@"\d+\.\d+ m?s\b")]
    private static partial Regex Time();
}
