namespace WebPublisher.Web.Translation;

/// <summary>What <see cref="LinkPatterns"/> found in a text.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Replacement">What takes its place; null when the text ends before that can be said.</param>
internal readonly record struct LinkMatch(int Start, int Length, string? Replacement)
{
    /// <summary>Nothing that is to be changed.</summary>
    public static LinkMatch None { get; } = new(-1, 0, null);

    /// <summary>Whether there is something.</summary>
    public bool IsFound => Start >= 0;

    /// <summary>What begins at <paramref name="start"/> may become a link with what follows.</summary>
    public static LinkMatch Undecided(int start) => new(start, 0, null);
}
