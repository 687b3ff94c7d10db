namespace WebPublisher.Policy.Rules;

/// <summary>An inner URL that links may begin with, and the published one that takes its place.</summary>
/// <param name="Inner">Scheme, host, port and perhaps a path, without user information, query or fragment.</param>
/// <param name="Published">The same of the published site.</param>
public sealed record LinkMapping(Uri Inner, Uri Published);
