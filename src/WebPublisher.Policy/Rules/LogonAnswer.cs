using System.Collections.Immutable;

namespace WebPublisher.Policy.Rules;

/// <summary>How an answer to a logon looks; every part that is not empty must hold.</summary>
/// <param name="Statuses">Its status is one of these.</param>
/// <param name="Cookies">It sets one of these cookies.</param>
/// <param name="Location">Its Location field contains this text, in upper or lower case; null for whatever it says.</param>
public sealed record LogonAnswer(ImmutableArray<int> Statuses, ImmutableArray<string> Cookies, string? Location);
