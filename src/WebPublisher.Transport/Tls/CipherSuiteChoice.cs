namespace WebPublisher.Transport.Tls;

/// <summary>Who restricts the cipher suites of a handshake.</summary>
public enum CipherSuiteChoice
{
    /// <summary>OpenSSL's defaults of this process, verified: contexts are shared, sessions resumed.</summary>
    ProcessDefault,

    /// <summary>A policy on each handshake, because the defaults are not in force.</summary>
    PerHandshake,
}
