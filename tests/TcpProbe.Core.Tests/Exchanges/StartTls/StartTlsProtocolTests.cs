using TcpProbe.Core.Exchanges.StartTls;

namespace TcpProbe.Core.Tests.Exchanges.StartTls;

public sealed class StartTlsProtocolTests
{
    [Fact]
    public void Each_name_finds_the_protocol_that_bears_it() =>
        Assert.All(StartTlsProtocol.Names, name => Assert.Equal(name, StartTlsProtocol.Named(name).Name));

    [Fact]
    public void Every_protocol_that_has_words_of_its_own_has_a_name_in_the_list()
    {
        IEnumerable<Type> kinds = typeof(StartTlsProtocol).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(StartTlsProtocol)) && type != typeof(AgreedStartTls));
        Assert.Equal(kinds.OrderBy(kind => kind.Name), StartTlsProtocol.Names.Select(name => StartTlsProtocol.Named(name).GetType()).OrderBy(kind => kind.Name));
    }
}
