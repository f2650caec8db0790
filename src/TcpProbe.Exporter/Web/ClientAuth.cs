namespace TcpProbe.Exporter.Web;

/// <summary>What is asked of clients, in the words of Go's <c>tls.ClientAuthType</c>.</summary>
internal enum ClientAuth
{
    /// <summary>Nothing.</summary>
    NoClientCert,

    /// <summary>A certificate, if they have one; whoever signed it.</summary>
    RequestClientCert,

    /// <summary>A certificate, whoever signed it.</summary>
    RequireAnyClientCert,

    /// <summary>A certificate that is vouched for, if they have one.</summary>
    VerifyClientCertIfGiven,

    /// <summary>A certificate that is vouched for.</summary>
    RequireAndVerifyClientCert,
}
