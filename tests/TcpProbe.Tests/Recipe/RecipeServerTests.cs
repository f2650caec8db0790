using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Recipe;

[Trait("Category", "Process")]
public sealed class RecipeServerTests
{
    /// <summary>What <c>struct.unpack('! I 2s Q 2h f', …)</c> makes of the default payload, in Python's own words.</summary>
    private const string Unpacked = "(1, b'ab', 2, 3, 3, 2.5)";

    [ProgramTheory("python3")]
    [InlineData("early")]
    [InlineData("early", "--exchange", "line,reply,payload")]
    [InlineData("early", "--exchange", "line,payload,reply")]
    [InlineData("late")]
    [InlineData("late", "--exchange", "line,payload,reply")]
    public void The_servers_of_the_recipe_are_content(string when, params string[] args)
    {
        using RunningTool server = Programs.StartPython(new ToolOptions(), out string ready, "recipe_server.py", when);
        string port = ready.Split(' ')[1];
        ToolResult probe = Tool.Run(["127.0.0.1", port, .. args, "--io-timeout", "30"]);
        ToolResult served = server.Wait();
        Assert.True(probe.ExitCode == 0, $"{probe}\n{served}");
        Assert.Contains("reply of 5 bytes in ", probe.Stdout, StringComparison.Ordinal);
        Assert.EndsWith(": \"data\\n\"\n", probe.Stdout, StringComparison.Ordinal);
        Assert.Equal(0, served.ExitCode);

        // After the struct comes the FIN, not a reset.
        Assert.Equal($"ready {port}\n{Unpacked}\nthen b''\n", served.Stdout);
    }

    [ProgramFact("python3")]
    public void A_server_that_answers_after_both_leaves_the_recipes_own_order_without_a_reply()
    {
        using RunningTool server = Programs.StartPython(new ToolOptions(), out string ready, "recipe_server.py", "late");
        ToolResult probe = Tool.Run("127.0.0.1", ready.Split(' ')[1], "--exchange", "line,reply,payload", "--io-timeout", "0.5");
        Assert.Equal(18, probe.ExitCode);
        Assert.Contains(" failed in exchange step 2 (reply): reply_timed_out (--io-timeout) after ", probe.Stdout, StringComparison.Ordinal);
        Assert.Contains(", 5 bytes sent, none received\n", probe.Stdout, StringComparison.Ordinal);
        server.Wait();
    }

    [ProgramFact("python3")]
    public void Another_line_and_another_struct_arrive_as_Python_reads_them()
    {
        using RunningTool server = Programs.StartPython(new ToolOptions(), out string ready, "recipe_server.py", "early");
        ToolResult probe = Tool.Run("127.0.0.1", ready.Split(' ')[1], "--line", "hello", "--payload", "! I 2s Q 2h f: 7 xy 18446744073709551615 -3 4 -0.25");
        Assert.True(probe.ExitCode == 0, probe.ToString());
        Assert.Contains("\"hello\\n\"", probe.Stdout, StringComparison.Ordinal);
        Assert.Contains("(7, b'xy', 18446744073709551615, -3, 4, -0.25)\n", server.Wait().Stdout, StringComparison.Ordinal);
    }
}
