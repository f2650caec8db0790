using System.Net;
using System.Net.Sockets;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Exchanges.StartTls;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Targets;
using TcpProbe.Exporter.Modules;

namespace TcpProbe.Exporter.Configuration;

/// <summary>Reads what the prober of TCP is told: the keys of blackbox_exporter, and ours.</summary>
/// <param name="module">The module as far as it was read.</param>
/// <param name="warnings">Where to put what is no mistake and yet worth a word.</param>
internal sealed class TcpReader(Module module, List<string> warnings)
{
    /// <summary>The module.</summary>
    /// <param name="field">The section, <c>null</c> if there is none.</param>
    /// <exception cref="ConfigMistake">There is a mistake in it.</exception>
    public Module Read(YamlField? field)
    {
        if (field is null) return Addresses(module, family: null, fallback: null, addresses: null);
        YamlMap map = field.Map();
        Module read = Addresses(module, map.TakeFilled("preferred_ip_protocol"), map.Take("ip_protocol_fallback"), map.Take("addresses"));
        read = Limits(read, map);
        read = Steps(read, map.Take("query_response"), map.Take("max_reply"));
        read = Tls(read, map.Take("tls"), map.Take("tls_config"));
        read = Socket(read, map.TakeFilled("source_ip_address"), map.Take("socket"));
        map.Close();
        return read;
    }

    private static Module Addresses(Module module, YamlField? family, YamlField? fallback, YamlField? addresses)
    {
        AddressFamily preferred = family?.Value(Family) ?? AddressFamily.InterNetworkV6;
        string which = addresses?.Value(Which) ?? "first";
        return module with
        {
            EveryAddress = which == "all",
            Template = module.Template with
            {
                Family = fallback?.Flag() == false ? preferred : AddressFamily.Unspecified,
                Choice = new AddressChoice { Preferred = preferred, FirstOnly = which == "first" },
            },
        };
    }

    private static Module Limits(Module module, YamlMap map) => module with
    {
        Template = module.Template with
        {
            ResolveTimeout = map.Take("resolve_timeout")?.Value(OwnTime.ParseLimit),
            ConnectTimeout = map.Take("connect_timeout")?.Value(OwnTime.ParseLimit),
            IoTimeout = map.Take("io_timeout")?.Value(OwnTime.ParseLimit),
            Strict = map.Take("strict")?.Flag() ?? false,
            Close = map.Take("close")?.Value(Close) ?? CloseStyle.Finish,
        },
    };

    private Module Steps(Module module, YamlField? field, YamlField? maxReply)
    {
        int most = maxReply?.Value(Exchange.ParseMaxReply) ?? Exchange.DefaultMaxReply;
        QueryReader query = new(most, warnings);
        foreach (YamlField entry in field?.Items() ?? []) query.Add(entry);
        return module with
        {
            Template = module.Template with { Exchange = new Exchange(query.Steps.Count > 0 ? ExchangeKind.Custom : ExchangeKind.None, query.Steps) { MaxReply = most } },
            Labels = query.Labels,
        };
    }

    private Module Tls(Module module, YamlField? tls, YamlField? config)
    {
        bool atOnce = tls?.Flag() ?? false, later = module.Template.Exchange.Steps.Any(step => step is StartTlsStep);
        if (atOnce && later) throw tls!.Mistake("begins at once, and starttls in query_response after a talk; write one of them");
        TlsFiles files = TlsReader.Read(config, atOnce || later ? warnings : []);
        if (config is not null && !atOnce && !later)
        {
            if (files.Terms is { CertificateDays: not null } or { Protocols.Count: > 0 }) throw config.Mistake("asks something of TLS, and nothing begins it; write tls: true, or starttls in query_response");
            warnings.Add(config.Mistake("is for TLS, and nothing begins it (tls: true, or starttls in query_response)").Message);
        }

        return module with { Tls = atOnce || later ? files : null };
    }

    private static Module Socket(Module module, YamlField? source, YamlField? socket)
    {
        SocketTuning tuning = new() { Source = source?.Value(SourceAddress.Parse) };
        if (tuning.Source is IPEndPoint { AddressFamily: var own } && module.Template.Family is not AddressFamily.Unspecified and var wanted && own != wanted)
            throw source!.Mistake("is of another family than preferred_ip_protocol, and ip_protocol_fallback is false");
        return module with { Template = module.Template with { Tuning = socket is null ? tuning : SocketReader.Read(tuning, socket.Map()) } };
    }

    private static AddressFamily Family(string word) => word switch
    {
        "ip4" => AddressFamily.InterNetwork,
        "ip6" => AddressFamily.InterNetworkV6,
        _ => throw new FormatException("is not one of ip4, ip6"),
    };

    private static string Which(string word) => word is "first" or "any" or "all" ? word : throw new FormatException("is not one of first, any, all");

    private static CloseStyle Close(string word) => word switch
    {
        "fin" => CloseStyle.Finish,
        "rst" => CloseStyle.Reset,
        _ => throw new FormatException("is not one of fin, rst"),
    };
}
