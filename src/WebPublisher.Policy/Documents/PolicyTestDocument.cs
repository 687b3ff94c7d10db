using System.Net;
using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents;

/// <summary>One request and what the policy is expected to decide about it.</summary>
[Document("a policy test")]
public sealed record PolicyTestDocument : Document
{
    /// <summary>What it shows, as a sentence.</summary>
    [Key("What it shows, as a sentence.", Required = true, Example = "OWA is published")]
    public Located<string>? Name { get; init; }

    /// <summary>The request: method and URL.</summary>
    [Key("The request: method and URL.", Required = true, Example = "GET https://mail.example.com/owa/")]
    public Located<string>? Request { get; init; }

    /// <summary>The client's address; one in no client address set when absent.</summary>
    [Key("The client's address; one in no client address set when absent.", Example = "192.0.2.1")]
    public Located<IPAddress>? From { get; init; }

    /// <summary>When the request is made.</summary>
    [Key("When the request is made.", Default = "(now)", Example = "2026-11-21T10:00:00Z")]
    public Located<DateTimeOffset>? At { get; init; }

    /// <summary>What is expected; at least one thing.</summary>
    [Key("What is expected; at least one thing.", Required = true)]
    public PolicyTestExpectationDocument? Expect { get; init; }
}
