using SharpFuzz;
using TcpProbe.Fuzz;

// One target under afl-fuzz, or once over a case from stdin; without a name the names of all.
Dictionary<string, Action<byte[]>> targets = new([.. ParserTargets.All, .. OptionTargets.All, .. ExporterTargets.All]);
if (args is not [var name] || !targets.TryGetValue(name, out Action<byte[]>? target))
{
    foreach (string known in targets.Keys) Console.WriteLine(known);
    return args.Length == 0 ? 0 : 64;
}

Fuzzer.OutOfProcess.Run(stream =>
{
    using MemoryStream input = new();
    stream.CopyTo(input);
    target(input.ToArray());
});
return 0;
