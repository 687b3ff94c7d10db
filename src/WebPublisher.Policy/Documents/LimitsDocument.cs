using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Documents;

/// <summary>How long requests and answers may take, and how slow and long they may be.</summary>
[Document("limits")]
public sealed record LimitsDocument : Document
{
    /// <summary>The longest silence before a front end begins to answer; while the request's body moves it is not silent.</summary>
    [Key("The longest silence before a front end begins to answer; while the request's body moves it is not silent.", Default = "(activityTimeout of the front end)", Example = "65m", Minimum = "1s", Maximum = "24h")]
    public Located<TimeSpan>? ResponseTimeout { get; init; }

    /// <summary>The longest silence within an answer or on a WebSocket.</summary>
    [Key("The longest silence within an answer or on a WebSocket.", Default = "(activityTimeout of the front end)", Example = "10m", Minimum = "1s", Maximum = "24h")]
    public Located<TimeSpan>? ActivityTimeout { get; init; }

    /// <summary>The longest time of a request at a front end, from its first byte to the last of its answer.</summary>
    [Key("The longest time of a request at a front end, from its first byte to the last of its answer.", Default = "(none)", Example = "5m", Minimum = "1s", Maximum = "30d")]
    public Located<TimeSpan>? RequestTimeout { get; init; }

    /// <summary>The slowest a client may send a request's body, in bytes a second, or none for as slowly as it likes; one that is slower gets 408.</summary>
    [Key("The slowest a client may send a request's body, in bytes a second, or none for as slowly as it likes; one that is slower gets 408.", Default = "240", Example = "none")]
    public Located<ByteLimit>? MinRequestRate { get; init; }

    /// <summary>The slowest a client may take what an answer has for it, in bytes a second, or none; one that is slower is cut off.</summary>
    [Key("The slowest a client may take what an answer has for it, in bytes a second, or none; one that is slower is cut off.", Default = "240", Example = "none")]
    public Located<ByteLimit>? MinResponseRate { get; init; }

    /// <summary>How long a client may be slower than that.</summary>
    [Key("How long a client may be slower than that.", Default = "5s", Minimum = "2s", Maximum = "1h")]
    public Located<TimeSpan>? RateGrace { get; init; }

    /// <summary>The longest body of an answer, or none; a longer one is not passed on (502), or cut off when its length was not known.</summary>
    [Key("The longest body of an answer, or none; a longer one is not passed on (502), or cut off when its length was not known.", Default = "none", Example = "1GB")]
    public Located<ByteLimit>? MaxResponseBody { get; init; }
}
