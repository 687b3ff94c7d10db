namespace WebPublisher.SmtpSideBySide;

/// <summary>One kind of load.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Size">Octets of a message.</param>
/// <param name="MessagesPerConnection">How many messages a client sends before it hangs up.</param>
/// <param name="Tls">Whether clients begin TLS by STARTTLS.</param>
internal sealed record Scenario(string Name, int Size, int MessagesPerConnection, bool Tls)
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("1k-reused", 1024, 50, Tls: false),
        new("1k-each", 1024, 1, Tls: false),
        new("1k-tls-reused", 1024, 50, Tls: true),
        new("1k-tls-each", 1024, 1, Tls: true),
        new("50k-each", 50 * 1024, 1, Tls: false),
    ];

    public static Scenario Named(string name) =>
        All.FirstOrDefault(s => s.Name == name) ?? throw new ArgumentException($"unknown scenario {name}; known: {string.Join(' ', All.Select(s => s.Name))}");
}
