namespace WebPublisher.Mail.Spf;

/// <summary>What a mechanism says of the client, and what went wrong if something did.</summary>
internal readonly record struct SpfMatch(SpfMatchOutcome Outcome, string Reason = "")
{
    public static SpfMatch Yes => new(SpfMatchOutcome.Match);

    public static SpfMatch No => new(SpfMatchOutcome.NoMatch);

    public static SpfMatch If(bool matches) => matches ? Yes : No;
}
