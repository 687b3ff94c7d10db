namespace WebPublisher.Waf.SecLang;

/// <summary>What may be written of a directive that is a setting.</summary>
/// <param name="Name">The reference manual's spelling.</param>
/// <param name="Least">Fewest arguments.</param>
/// <param name="Most">Most arguments.</param>
/// <param name="Words">What its first argument may be, in whatever case; null where it is not one of a few words.</param>
/// <param name="Numbers">Between which numbers its first argument lies; null where it is not a number.</param>
/// <param name="Refusal">Why rules with it cannot be used here, or null.</param>
internal sealed record SettingSyntax(string Name, int Least, int Most, IReadOnlyList<string>? Words, (long Least, long Most)? Numbers, string? Refusal)
{
    /// <summary>Says what is wrong with the first argument, or null.</summary>
    public string? Check(string argument)
    {
        if (Words is not null && !Words.Contains(argument, StringComparer.OrdinalIgnoreCase))
        {
            return $"Expected {(Words.Count == 1 ? $"{Words[0]}, all that this engine knows," : string.Join(" or ", Words))} after {Name}, not {ErrorList.Quote(argument)}"
                + NearestName.Hint(argument, Words);
        }

        return Numbers is { } range && !ActionArgument.IsNumber(argument, range.Least, range.Most)
            ? $"Expected a number from {range.Least} to {range.Most} after {Name}, not {ErrorList.Quote(argument)}."
            : null;
    }
}
