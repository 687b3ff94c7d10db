namespace WebPublisher.Commands.Doctor;

/// <summary>What becomes of logons with Extended Protection (channel binding, RFC 5929) between a listener and a front end.</summary>
internal enum BindingVerdict
{
    /// <summary>No logon that knows a binding passes.</summary>
    NotConcerned,

    /// <summary>TLS is not opened on the way: client and front end see the same.</summary>
    Tunnelled,

    /// <summary>The listener presents the front end's certificate: the bindings are equal.</summary>
    SameCertificate,

    /// <summary>The bindings differ.</summary>
    DifferentCertificates,

    /// <summary>One of the two legs has no TLS.</summary>
    WithoutTls,

    /// <summary>The front end's certificate was not seen.</summary>
    Unknown,
}
