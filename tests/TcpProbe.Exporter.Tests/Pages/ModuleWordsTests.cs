using TcpProbe.Exporter.Pages;

namespace TcpProbe.Exporter.Tests.Pages;

public sealed class ModuleWordsTests
{
    [Theory]
    [InlineData("ok: connected to 127.0.0.1 in 0.21 ms, nothing sent (-z)", "ok: connected to 127.0.0.1 in 0.21 ms, nothing sent")]
    [InlineData("connect_timed_out (--deadline) after 4.50 s", "connect_timed_out (timeout) after 4.50 s")]
    [InlineData("renew it; --insecure probes without this check", "renew it; insecure_skip_verify probes without this check")]
    [InlineData("--ca FILE names the issuer", "ca_file names the issuer")]
    [InlineData("9 days left, --cert-days wants 14", "9 days left, cert_days wants 14")]
    [InlineData("leave -4, -6 or --source out", "leave preferred_ip_protocol or source_ip_address out")]
    [InlineData("""got "--insecure \" --tls" (--io-timeout)""", """got "--insecure \" --tls" (io_timeout)""")]
    public void Options_become_keys_and_the_words_of_a_peer_stay(string line, string told) => Assert.Equal(told, ModuleWords.Of(line));
}
