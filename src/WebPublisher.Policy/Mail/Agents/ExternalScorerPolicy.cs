namespace WebPublisher.Policy.Mail.Agents;

/// <summary>Another filter whose opinion the content filter asks: a rspamd or a spamd.</summary>
public sealed record ExternalScorerPolicy
{
    /// <summary>The worker of a rspamd; null of a spamd.</summary>
    public Uri? Rspamd { get; init; }

    /// <summary>A spamd; null of a rspamd.</summary>
    public SpamdAddress? Spamd { get; init; }

    /// <summary>Longest time for an answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Questions at once; a message beyond is scored without it.</summary>
    public int Requests { get; init; } = 16;

    /// <summary>What it is, and where, for the log.</summary>
    public override string ToString() => Rspamd is not null ? $"rspamd {Rspamd}" : $"spamd {Spamd}";
}
