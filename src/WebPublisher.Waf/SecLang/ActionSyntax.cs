namespace WebPublisher.Waf.SecLang;

/// <summary>What may be written of an action.</summary>
/// <param name="Name">The reference manual's spelling.</param>
/// <param name="Argument">Whether something follows a colon: true must, null may, false must not.</param>
/// <param name="Role">What it does, as far as places where it may not stand depend on it.</param>
/// <param name="Refusal">Why rules with it cannot be used here, or null.</param>
internal sealed record ActionSyntax(string Name, bool? Argument, ActionRole Role, string? Refusal = null);
