namespace WebPublisher.Policy.Rules;

/// <summary>Answers with a redirect; nothing reaches a front end.</summary>
/// <param name="Location">Absolute URL. With <paramref name="KeepPath"/> the request's canonical path and query are appended to it.</param>
/// <param name="Status">301, 302, 303, 307 or 308.</param>
/// <param name="KeepPath">Whether the path and query of the request are kept.</param>
public sealed record RedirectAction(Uri Location, int Status, bool KeepPath) : RuleAction;
