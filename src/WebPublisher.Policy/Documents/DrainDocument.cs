using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents;

/// <summary>How the server lets go of its clients, by <c>webpublisher drain</c> and when it stops.</summary>
[Document("the drain settings")]
public sealed record DrainDocument : Document
{
    /// <summary>How long everything is served as before, while load balancers notice that the server is not ready.</summary>
    [Key("How long everything is served as before, while load balancers notice that the server is not ready.", Default = "0s", Minimum = "0s", Maximum = "5m")]
    public Located<TimeSpan>? Notice { get; init; }

    /// <summary>How long requests, tunnels and mail under way may take when the server stops; then they are cut.</summary>
    [Key("How long requests, tunnels and mail under way may take when the server stops; then they are cut.", Default = "10s", Minimum = "1s", Maximum = "1h")]
    public Located<TimeSpan>? Timeout { get; init; }
}
