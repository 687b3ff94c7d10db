using System.Collections.Immutable;

namespace WebPublisher.Web.Records;

/// <summary>A rule of the web application firewall that matched, and what it matched. Holds no credential, and of other values no more than their beginning.</summary>
public sealed record FirewallMatch
{
    /// <summary>The rule's id; of a chain, that of its head.</summary>
    public required long Id { get; init; }

    /// <summary>The phase it was asked in: 1 and 2 for the request's header and body, 3 and 4 for the answer's, 5 at the end.</summary>
    public int Phase { get; init; }

    /// <summary>What the rule says of itself, its macros expanded.</summary>
    public string Message { get; init; } = "";

    /// <summary>What the rule has logged of the match, its macros expanded; empty for nothing.</summary>
    public string Data { get; init; } = "";

    /// <summary>What it matched, such as <c>ARGS:q</c>; empty where it looked at nothing in particular.</summary>
    public string Variable { get; init; } = "";

    /// <summary>The value as the rule saw it, transformed and cut; <c>*</c> where it may be a credential.</summary>
    public string Value { get; init; } = "";

    /// <summary>The rule's severity, such as <c>CRITICAL</c>; empty where it has none.</summary>
    public string Severity { get; init; } = "";

    /// <summary>The rule's tags.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The file the rule stands in.</summary>
    public string File { get; init; } = "";

    /// <summary>The line it stands at.</summary>
    public int Line { get; init; }
}
