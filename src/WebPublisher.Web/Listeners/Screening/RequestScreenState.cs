using WebPublisher.Web.Denials;

namespace WebPublisher.Web.Listeners.Screening;

/// <summary>What the screen in front of an HTTP/1.1 connection and the pipeline behind it tell each other.</summary>
internal sealed class RequestScreenState
{
    // Most heads of browsers are shorter.
    private const int ShortestKept = 1024;

    private byte[] _kept = [];

    /// <summary>Why the request that is being served, the connection's last, is a stand-in for one that was refused; null when it is the client's own.</summary>
    public Denial? Refused { get; set; }

    /// <summary>
    /// The head of the request that is being served, as it came: what there was of it where it was refused, and of others nothing unless <see cref="KeptHeads"/> are wanted.
    /// Valid until the next one.
    /// </summary>
    public ReadOnlyMemory<byte> Head { get; private set; }

    /// <summary>Whether the connection has become a tunnel, in which nothing more is a request. Set before the first of its bytes is read.</summary>
    public bool IsTunnel { get; set; }

    /// <summary>Keeps a head.</summary>
    public void Keep(ReadOnlySpan<byte> head)
    {
        if (_kept.Length < head.Length)
        {
            _kept = new byte[Math.Max(head.Length, ShortestKept)];
        }

        head.CopyTo(_kept);
        Head = _kept.AsMemory(0, head.Length);
    }

    /// <summary>Keeps none.</summary>
    public void KeepNone() => Head = default;
}
