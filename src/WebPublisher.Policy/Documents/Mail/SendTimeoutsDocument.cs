using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents.Mail;

/// <summary>How long the servers of a send connector may take.</summary>
[Document("time-outs")]
public sealed record SendTimeoutsDocument : Document
{
    /// <summary>The longest time for TCP, banner, EHLO and TLS together.</summary>
    [Key("The longest time for TCP, banner, EHLO and TLS together.", Default = "10s", Minimum = "1s", Maximum = "5m")]
    public Located<TimeSpan>? Connect { get; init; }

    /// <summary>The longest wait for the answer to a command.</summary>
    [Key("The longest wait for the answer to a command.", Default = "60s", Minimum = "1s", Maximum = "10m")]
    public Located<TimeSpan>? Command { get; init; }

    /// <summary>The longest wait for the answer to a whole message.</summary>
    [Key("The longest wait for the answer to a whole message.", Default = "5m", Minimum = "10s", Maximum = "30m")]
    public Located<TimeSpan>? Final { get; init; }
}
