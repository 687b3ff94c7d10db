namespace WebPublisher.Policy.Operations;

/// <summary>The server itself.</summary>
/// <param name="Name">Its short name in logs and traces, such as <c>EDGE01</c>.</param>
/// <param name="StateDirectory">Absolute path of the directory for what must survive a restart.</param>
public sealed record ServerPolicy(string Name, string StateDirectory)
{
    /// <summary>The full name by which connectors of the mail half call themselves unless they say otherwise (lower case, A-labels), or null.</summary>
    public string? Fqdn { get; init; }

    /// <summary>How it lets go of its clients.</summary>
    public DrainPolicy Drain { get; init; } = DrainPolicy.Default;
}
