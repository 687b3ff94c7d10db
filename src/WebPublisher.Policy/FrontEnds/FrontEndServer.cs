namespace WebPublisher.Policy.FrontEnds;

/// <summary>One server.</summary>
/// <param name="Host">Name or address; IPv6 without brackets.</param>
/// <param name="Port">TCP port.</param>
public sealed record FrontEndServer(string Host, int Port)
{
    /// <summary><c>host:port</c>, IPv6 in brackets.</summary>
    public string Authority { get; } = Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
