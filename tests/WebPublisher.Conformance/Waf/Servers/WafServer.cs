namespace WebPublisher.Conformance.Waf.Servers;

/// <summary>A server with a web application firewall, which detects and refuses nothing, before an origin that answers everything.</summary>
internal abstract class WafServer : IAsyncDisposable
{
    /// <summary>Its name, in tables.</summary>
    public abstract string Name { get; }

    /// <summary>Sends a request over a connection of its own; as many at a time as the caller likes.</summary>
    /// <returns>What came of it, when both the answer and the log are there.</returns>
    public abstract Task<WafAnswer> AskAsync(byte[] request);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
