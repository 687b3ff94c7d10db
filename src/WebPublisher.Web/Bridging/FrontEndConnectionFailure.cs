namespace WebPublisher.Web.Bridging;

/// <summary>Why no connection to a front end came about. In none of these cases has a byte of a request left this server.</summary>
public enum FrontEndConnectionFailure
{
    /// <summary>The name could not be resolved, or TCP was refused or reset.</summary>
    Unreachable,

    /// <summary>No TCP connection came about within the farm's connect time-out.</summary>
    TimedOut,

    /// <summary>TCP came about but TLS did not, or not in time: the front end speaks something else, or nothing that is acceptable here.</summary>
    TlsFailed,

    /// <summary>TLS came about, and the front end's certificate does not satisfy the policy.</summary>
    CertificateRefused,

    /// <summary>As many connections to the server as are allowed carry requests already.</summary>
    Exhausted,
}
