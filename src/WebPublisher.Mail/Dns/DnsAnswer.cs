using System.Collections.Immutable;

namespace WebPublisher.Mail.Dns;

/// <summary>What is known of a name, or that nothing could be learnt. What the network does is never an exception.</summary>
public sealed record DnsAnswer
{
    private DnsAnswer(DnsAnswerStatus status) => Status = status;

    /// <summary>What came of the look-up.</summary>
    public DnsAnswerStatus Status { get; }

    /// <summary>The records, all of the type asked for and at least one, if <see cref="Status"/> is <see cref="DnsAnswerStatus.Found"/>; none otherwise.</summary>
    public ImmutableArray<DnsRecord> Records { get; private init; } = [];

    /// <summary>Why it failed, if it did.</summary>
    public DnsFailure Failure { get; private init; }

    /// <summary>Seconds it holds, as the zone says; null for a negative answer that no zone vouched for, which is not to be kept (RFC 2308 section 5), and for a failure.</summary>
    public int? TimeToLive { get; private init; }

    /// <summary>Whether the name has no such record, for sure.</summary>
    public bool IsVoid => Status is DnsAnswerStatus.NoData or DnsAnswerStatus.NoSuchDomain;

    /// <summary>The answer with <paramref name="records"/>, of which the first to expire decides how long it holds.</summary>
    /// <param name="records">At least one.</param>
    /// <param name="timeToLive">An upper bound in seconds: that of the aliases on the way.</param>
    public static DnsAnswer Found(ImmutableArray<DnsRecord> records, int timeToLive = int.MaxValue) =>
        new(DnsAnswerStatus.Found) { Records = records, TimeToLive = Math.Min(timeToLive, records.Min(r => r.TimeToLive)) };

    /// <summary>That the name has no record of the type.</summary>
    public static DnsAnswer NoData(int? timeToLive = null) => new(DnsAnswerStatus.NoData) { TimeToLive = timeToLive };

    /// <summary>That there is no such name.</summary>
    public static DnsAnswer NoSuchDomain(int? timeToLive = null) => new(DnsAnswerStatus.NoSuchDomain) { TimeToLive = timeToLive };

    /// <summary>That nobody could say.</summary>
    public static DnsAnswer TemporaryFailure(DnsFailure failure) => new(DnsAnswerStatus.TemporaryFailure) { Failure = failure };
}
