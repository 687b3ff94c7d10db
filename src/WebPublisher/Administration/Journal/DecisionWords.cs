namespace WebPublisher.Administration.Journal;

/// <summary>The words by which decisions are told and asked for.</summary>
internal static class DecisionWords
{
    /// <summary>A request of the web half.</summary>
    public const string Request = "request";

    /// <summary>A transaction of the mail half.</summary>
    public const string Message = "message";

    /// <summary>A session of the mail half.</summary>
    public const string Session = "session";

    /// <summary>The web half.</summary>
    public const string Web = "web";

    /// <summary>The mail half.</summary>
    public const string Smtp = "smtp";

    private static readonly string[] s_outcomes = [.. Enum.GetNames<DecisionOutcome>().Select(name => name.ToLowerInvariant())];

    /// <summary>An outcome's word.</summary>
    public static string Of(DecisionOutcome outcome) => s_outcomes[(int)outcome];
}
