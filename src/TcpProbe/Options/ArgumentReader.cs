using TcpProbe.Endings;
using TcpProbe.Values;

namespace TcpProbe.Options;

/// <summary>Splits a command line into options with their values and words, by the conventions of getopt_long(3).</summary>
/// <remarks>
/// The library would take an option for the value of the one before it, <c>true</c> for the value of a flag, <c>[::1]</c> for a
/// directive and an unknown option for a word. What this hands on leaves it no choice: every value hangs on its option by <c>=</c>,
/// and no word is among them.
/// </remarks>
/// <param name="groups">The options it knows.</param>
internal sealed class ArgumentReader(IReadOnlyList<OptionGroup> groups)
{
    private readonly List<OfferedOption> _given = [];
    private readonly List<string> _options = [];
    private readonly List<string> _words = [];

    /// <summary>The options that were on the line, each once.</summary>
    public IReadOnlyList<OfferedOption> Given => _given;

    /// <summary>What was no option and no value.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>What stands behind the first <c>--</c>, whatever it looks like; <c>null</c> without one.</summary>
    public IReadOnlyList<string>? Command { get; private set; }

    /// <summary>The options of a command line, without its ambiguities.</summary>
    /// <exception cref="UsageException">An option is unknown, lacks its value or has one too many.</exception>
    public IReadOnlyList<string> Read(IReadOnlyList<string> args)
    {
        for (int i = 0; i < args.Count && Command is null; i++)
        {
            string arg = args[i];
            if (arg == "--") Command = Behind(args, i);
            else if (arg.Length < 2 || arg[0] != '-') _words.Add(arg);
            else if (IsLong(arg)) ReadLong(args, ref i);
            else ReadShort(args, ref i);
        }

        return _options;
    }

    private static string[] Behind(IReadOnlyList<string> args, int i) =>
        i + 1 < args.Count ? [.. args.Skip(i + 1)] : throw new UsageException("-- needs a command behind it");

    private static bool IsLong(string name) => name.StartsWith("--", StringComparison.Ordinal);

    private void ReadLong(IReadOnlyList<string> args, ref int i)
    {
        string arg = args[i];
        int equals = arg.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? arg : arg[..equals];
        OfferedOption option = Named(name) ?? throw Unknown(name);
        if (option.Spec.ValueName is null)
        {
            if (equals >= 0) throw new UsageException($"{name} takes no value");
            Add(option);
        }
        else
        {
            Add(option, equals < 0 ? NextValue(option.Spec, name, args, ref i) : arg[(equals + 1)..]);
        }
    }

    private void ReadShort(IReadOnlyList<string> args, ref int i)
    {
        string bundle = args[i];
        for (int at = 1; at < bundle.Length; at++)
        {
            string name = string.Concat("-", bundle.AsSpan(at, 1));
            OfferedOption option = Named(name) ?? throw Unknown(bundle.Length == 2 ? bundle : name, bundle);
            if (option.Spec.ValueName is null)
            {
                Add(option);
                continue;
            }

            Add(option, at + 1 < bundle.Length ? bundle[(at + 1)..] : NextValue(option.Spec, name, args, ref i));
            return;
        }
    }

    private string NextValue(OptionSpec spec, string name, IReadOnlyList<string> args, ref int i)
    {
        if (i + 1 == args.Count) throw new UsageException($"{name} needs a value ({spec.ValueName})");
        string next = args[i + 1];
        if (next == "--" || Named(next) is not null)
            throw new UsageException($"{name} needs a value ({spec.ValueName}), and {next} is an option; {spec.Name}={next} would take it");
        i++;
        return next;
    }

    // A table for one line would take longer to make than to do without.
    private OfferedOption? Named(string name)
    {
        foreach (OptionGroup group in groups)
        {
            if (group.Named(name) is { } option) return option;
        }

        return null;
    }

    private void Note(OfferedOption option)
    {
        if (!_given.Contains(option)) _given.Add(option);
    }

    private void Add(OfferedOption option)
    {
        OptionSpec spec = option.Spec;
        Note(option);
        if (spec.Overrides is { } other) _ = _options.RemoveAll(name => name == other);
        _options.Add(spec.Name);
    }

    private void Add(OfferedOption option, string value)
    {
        OptionSpec spec = option.Spec;
        Note(option);
        if (value.Contains('\uFFFD', StringComparison.Ordinal)) throw new UsageException($"the value of {spec.Name} is not UTF-8");

        // The library takes "--name=" for an option without its value.
        if (value.Length == 0) _options.AddRange([spec.Name, value]);
        else _options.Add($"{spec.Name}={value}");
    }

    private UsageException Unknown(string name, string? bundle = null)
    {
        string where = bundle is null || bundle == name ? string.Empty : $" in {Shown.Word(bundle)}";
        return new UsageException($"unknown option {Shown.Word(name)}{where}" + (NearestTo(name) is { } near ? $"; did you mean {near}?" : "; --help-all lists them"));
    }

    private string? NearestTo(string name)
    {
        if (!IsLong(name)) return null;
        return Spelling.Nearest(name, groups.SelectMany(group => group.Specs).SelectMany(spec => spec.Names).Where(IsLong));
    }
}
