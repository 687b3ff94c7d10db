namespace WebPublisher.Commands;

/// <summary>What <c>explain</c> is asked about.</summary>
internal enum Subject
{
    /// <summary>Commands of SMTP.</summary>
    Commands,

    /// <summary>A URL.</summary>
    Url,

    /// <summary>The number of a refusal.</summary>
    Refusal,

    /// <summary>A message in a file.</summary>
    Message,

    /// <summary>A profile.</summary>
    Profile,

    /// <summary>The sections of a rule.</summary>
    Rule,
}
