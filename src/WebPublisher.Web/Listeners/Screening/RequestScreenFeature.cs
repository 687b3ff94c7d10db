using WebPublisher.Web.Denials;

namespace WebPublisher.Web.Listeners.Screening;

/// <summary>What the screen in front of an HTTP/1.1 connection and the pipeline behind it tell each other.</summary>
internal sealed class RequestScreenFeature
{
    /// <summary>Why the request that is being served, the connection's last, is a stand-in for one that was refused; null when it is the client's own.</summary>
    public Denial? Refused { get; set; }

    /// <summary>The head that was refused, as it came, or what there was of it; null where there was nothing.</summary>
    public byte[]? Head { get; set; }

    /// <summary>Whether the connection has become a tunnel, in which nothing more is a request. Set before the first of its bytes is read.</summary>
    public bool IsTunnel { get; set; }
}
