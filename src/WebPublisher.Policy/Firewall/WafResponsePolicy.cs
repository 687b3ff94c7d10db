using System.Collections.Immutable;

namespace WebPublisher.Policy.Firewall;

/// <summary>How the firewall inspects answers.</summary>
/// <param name="Types">Types of bodies that are inspected, in lower case, without parameters.</param>
/// <param name="Limit">Bytes of a decoded body that are held back until they have been judged.</param>
/// <param name="Beyond">What becomes of an answer whose body is longer.</param>
public sealed record WafResponsePolicy(ImmutableArray<string> Types, int Limit, BeyondLimit Beyond)
{
    /// <summary>The types of bodies that are inspected where none is listed.</summary>
    public static ImmutableArray<string> UsualTypes { get; } = ["text/plain", "text/html", "text/xml"];

    /// <summary>The usual limit.</summary>
    public const int UsualLimit = 512 * 1024;
}
