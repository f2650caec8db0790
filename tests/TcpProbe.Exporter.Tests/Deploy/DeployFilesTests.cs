using System.Text.Json;
using TcpProbe.Exporter.Configuration;
using TcpProbe.Tests.Docs;
using YamlDotNet.RepresentationModel;

namespace TcpProbe.Exporter.Tests.Deploy;

public class DeployFilesTests
{
    private static readonly string s_folder = Path.Combine(Repository.Root, "deploy");

    [Fact]
    public void Every_YAML_file_can_be_read()
    {
        string[] files = [.. Directory.EnumerateFiles(s_folder, "*.y*ml", SearchOption.AllDirectories)];
        Assert.NotEmpty(files);
        foreach (string file in files) Assert.NotEmpty(Read(file));
    }

    [Fact]
    public void The_modules_are_taken_without_a_warning() =>
        Assert.Empty(SettingsFile.Read(Path.Combine(s_folder, "prometheus", "blackbox.yml")).Warnings);

    [Fact]
    public void Each_module_that_is_scraped_is_there()
    {
        string scrapes = File.ReadAllText(Path.Combine(s_folder, "prometheus", "prometheus.yml"));
        string[] scraped = [.. MetricNames.Matches(scrapes, @"\{module: (\w+)\}")];
        Assert.NotEmpty(scraped);
        Assert.Empty(scraped.Except(SettingsFile.Read(Path.Combine(s_folder, "prometheus", "blackbox.yml")).Modules.Keys));
    }

    [Fact]
    public void The_modules_in_the_map_of_Kubernetes_are_taken()
    {
        YamlMappingNode map = Read(Path.Combine(s_folder, "kubernetes", "tcpprobe-exporter.yaml")).Select(document => (YamlMappingNode)document.RootNode)
            .Single(document => (string?)document["kind"] == "ConfigMap");
        Assert.NotEmpty(SettingsFile.Of(YamlFile.Parse((string)map["data"]["blackbox.yml"]!, "blackbox.yml")).Modules);
    }

    [Fact]
    public void The_dashboard_names_no_data_source_but_its_variable()
    {
        using JsonDocument dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_folder, "grafana", "tcpprobe.json")));
        string[] sources = [.. All(dashboard.RootElement, "datasource").Select(source => source.GetProperty("uid").GetString()!).Distinct()];
        Assert.Equal(["${datasource}"], sources);
    }

    [Fact]
    public void No_two_panels_of_the_dashboard_have_one_number()
    {
        using JsonDocument dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_folder, "grafana", "tcpprobe.json")));
        int[] numbers = [.. dashboard.RootElement.GetProperty("panels").EnumerateArray().Select(panel => panel.GetProperty("id").GetInt32())];
        Assert.NotEmpty(numbers);
        Assert.Equal(numbers.Distinct(), numbers);
    }

    [Theory]
    [InlineData("module")]
    [InlineData("instance")]
    public void All_of_them_in_the_dashboard_are_also_those_that_have_no_such_label_or_were_never_probed(string name)
    {
        using JsonDocument dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_folder, "grafana", "tcpprobe.json")));
        JsonElement variable = dashboard.RootElement.GetProperty("templating").GetProperty("list").EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);
        Assert.Equal(".*", variable.GetProperty("allValue").GetString());
    }

    [Fact]
    public void Every_metric_of_alerts_and_dashboard_is_written_by_the_exporter()
    {
        string alerts = Path.Combine(s_folder, "prometheus", "alerts.yml"), dashboard = Path.Combine(s_folder, "grafana", "tcpprobe.json");
        string[] named = [.. MetricNames.In(File.ReadAllText(alerts)).Concat(MetricNames.In(File.ReadAllText(dashboard)))];
        Assert.Contains("probe_failure_info", named);
        Assert.Empty(named.Except(MetricNames.Written()));
    }

    private static IList<YamlDocument> Read(string file)
    {
        YamlStream stream = [];
        using StreamReader reader = new(file);
        stream.Load(reader);
        return stream.Documents;
    }

    private static IEnumerable<JsonElement> All(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(field => field.NameEquals(name) && field.Value.ValueKind == JsonValueKind.Object ? [field.Value] : All(field.Value, name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => All(item, name)),
        _ => [],
    };
}
