using WebPublisher.Policy.Certificates;

namespace WebPublisher.Web.Bridging;

/// <summary>No connection to a front end could be made. The message is for the log, not for the client.</summary>
public sealed class FrontEndConnectionException : IOException
{
    /// <summary>A connection that failed when it was tried.</summary>
    /// <param name="failure">Why.</param>
    /// <param name="server">The server, <c>host:port</c>.</param>
    /// <param name="detail">The value or error that decided.</param>
    /// <param name="innerException">What the platform reported, or null.</param>
    public FrontEndConnectionException(FrontEndConnectionFailure failure, string server, string detail, Exception? innerException = null)
        : base($"{server}: {detail}", innerException)
    {
        Failure = failure;
        Server = server;
        Detail = detail;
    }

    /// <summary>Why.</summary>
    public FrontEndConnectionFailure Failure { get; }

    /// <summary>The server, <c>host:port</c>.</summary>
    public string Server { get; }

    /// <summary>The value or error that decided.</summary>
    public string Detail { get; }

    /// <summary>What is wrong with its certificate, when that is the reason.</summary>
    public PeerCertificateRefusal? Certificate { get; init; }

    /// <summary>Whether the server was tried. When it was not, its circuit is open and the other properties tell of the failure that opened it.</summary>
    public bool Tried { get; init; } = true;

    /// <summary>Whether the server's circuit is open now, by this failure or an earlier one.</summary>
    public bool CircuitOpen { get; internal set; }
}
