namespace WebPublisher.Web.Listeners.Tunnels;

/// <summary>What the first bytes of a connection say.</summary>
/// <param name="State">How far they could be understood.</param>
/// <param name="ServerName">The SNI in lower case, or null when there is none; null unless complete.</param>
/// <param name="BytesNeeded">When incomplete: how many bytes from the start of the connection are needed at least before looking again makes sense.</param>
internal readonly record struct ClientHello(ClientHelloState State, string? ServerName, int BytesNeeded)
{
    public static ClientHello Refused { get; } = new(ClientHelloState.Refused, null, 0);

    public static ClientHello Incomplete(int bytesNeeded) => new(ClientHelloState.Incomplete, null, bytesNeeded);

    public static ClientHello Complete(string? serverName) => new(ClientHelloState.Complete, serverName, 0);
}
